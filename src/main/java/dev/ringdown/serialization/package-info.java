/**
 * Java to Protobuf and back, for what is stored and what is sent. A serializer knows the manifests
 * and dispatches; beside it side-effect-free mappers translate, one per protocol and one for each
 * large part of it. The messages generated from {@code proto/} are used nowhere else.
 *
 * <p>Text is stored as UTF-8, which has no form for half of a surrogate pair: Protobuf writes
 * {@code ?} in its place. The engine's edge refuses such text, so that none gets here.
 */
package dev.ringdown.serialization;

package dev.ringdown.session;

import dev.ringdown.Result;

/** The answer to one {@link SessionCommand.Perform}. */
public record SessionReply(String requestId, Result result) {}

/**
 * Why an operation was refused. `code` is one of a closed list (INVALID_ARGUMENT, UNAVAILABLE,
 * ALREADY_IN_CALL …), `message` a sentence for a person, `field` the argument at fault.
 */
export class RingdownError extends Error {
  constructor({ message, ...fields }) {
    super(message);
    this.name = 'RingdownError';
    Object.assign(this, fields);
  }
}

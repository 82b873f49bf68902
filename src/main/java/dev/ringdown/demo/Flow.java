package dev.ringdown.demo;

import java.util.function.Consumer;

/**
 * One story. Its script says what the users do, and with that every callback that each device is to
 * hear; what it does not name must not come.
 *
 * @param name for {@code --flow}
 * @param headline what happens, in one sentence
 */
record Flow(String name, String headline, Consumer<Play> script) {}

package io.github.senda.storefront.capture;

import io.github.senda.touch.Touchpoint;
import java.util.Optional;

/**
 * What a request is taken for, and why, for whoever asks.
 *
 * @param touchpoint what it means; empty if it is no step of a visitor
 * @param rule the name of the rule that said so, or of what only the order of the visit told
 * @param confidence how sure that is, from 0 to 1
 */
public record Verdict(Optional<Touchpoint> touchpoint, String rule, double confidence) {}

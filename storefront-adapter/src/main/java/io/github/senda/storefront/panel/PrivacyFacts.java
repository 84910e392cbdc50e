package io.github.senda.storefront.panel;

/**
 * What a shop has settled about its visitors' privacy. A value; safe for any thread.
 *
 * @param mode how far visitors are known again: {@code anonymous}, {@code ask} or {@code off}
 * @param page the address of the visitors' own page, below the host
 * @param months how long a journey is kept at most
 * @param linkedMonths how long it is known at most whose a journey was
 */
public record PrivacyFacts(String mode, String page, int months, int linkedMonths) {}

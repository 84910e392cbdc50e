package io.github.senda.storefront.intake;

/**
 * A touch that was told and cannot be taken. A value.
 *
 * @param place where it stands: a line of a table, from 1; a place in JSON, from 0
 * @param field the field or column that is wrong; empty where it is the whole
 * @param message what is wrong and what to do, one sentence in the reader's language
 */
public record BadTouch(long place, String field, String message) {}

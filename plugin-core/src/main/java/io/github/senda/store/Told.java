package io.github.senda.store;

import io.github.senda.touch.Touch;

/**
 * A touch that somebody tells who saw it elsewhere. A value.
 *
 * @param key by which its source knows it, so that it counts once however often it is told; kept as
 *     a salted hash only
 * @param touch what happened
 */
public record Told(String key, Touch touch) {}

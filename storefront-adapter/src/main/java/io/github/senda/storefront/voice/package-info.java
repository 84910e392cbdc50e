/**
 * What a shop may say itself of the request that it answers: the one package meant for its code.
 */
package io.github.senda.storefront.voice;

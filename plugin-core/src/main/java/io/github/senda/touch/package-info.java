/** What was seen: signs, touchpoints, stages and who it was. */
package io.github.senda.touch;

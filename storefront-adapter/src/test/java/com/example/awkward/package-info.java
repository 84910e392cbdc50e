/** A small shop that is not ours, for tests of the plugin jar in real containers. */
package com.example.awkward;

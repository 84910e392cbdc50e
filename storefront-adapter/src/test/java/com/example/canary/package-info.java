/** A shop in a process of its own, whose memory is looked through for what must not be in it. */
package com.example.canary;

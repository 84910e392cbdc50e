package com.example.tomillo;

import java.time.Instant;

/** What a customer thinks of an article. */
record Review(String author, int stars, String text, Instant written) {
  String shownStars() {
    return "★".repeat(stars) + "☆".repeat(5 - stars);
  }
}

package com.example.tomillo;

import java.util.Optional;

/** How an order is paid: by a card, of which only the last four digits are kept, or at the bank. */
record Payment(Optional<String> cardEnding) {
  static Payment card(String number) {
    return new Payment(Optional.of(number.substring(number.length() - 4)));
  }

  static Payment bank() {
    return new Payment(Optional.empty());
  }

  Phrase label() {
    return cardEnding
        .map(ending -> Phrase.of("payment.cardEnding", ending))
        .orElse(Phrase.of("payment.bank"));
  }
}

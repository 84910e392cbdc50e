package com.example.tomillo;

/** Where an order goes. */
record Address(
    String fullName, String street, String city, String postcode, String country, String phone) {

  Phrase countryName() {
    return Phrase.of("country." + country);
  }
}

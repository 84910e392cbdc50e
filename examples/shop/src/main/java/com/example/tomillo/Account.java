package com.example.tomillo;

/** A customer who registered. */
record Account(String email, String name) {}

/** Casa Tomillo, a small shop as any other: it has never heard of Senda. */
package com.example.tomillo;

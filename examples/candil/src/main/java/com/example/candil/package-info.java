/** A shop for coffee on Spring Boot, as anyone might have written it. It has not heard of Senda. */
package com.example.candil;

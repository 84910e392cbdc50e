package com.example.candil;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked for is not in this shop, or not for this visitor. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NotHereException extends RuntimeException {
  private static final long serialVersionUID = 1;
}

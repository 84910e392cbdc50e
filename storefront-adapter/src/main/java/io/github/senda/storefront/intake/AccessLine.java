package io.github.senda.storefront.intake;

/**
 * One line of an access log in the "combined" form of Apache and nginx, as places in its bytes:
 * address, time, request, status and user agent. What the shorter "common" form lacks is empty, and
 * so is what a line that was cut short lacks. For one thread.
 */
final class AccessLine {

  int addressFrom;
  int addressTo;
  int timeFrom;
  int timeTo;
  int requestFrom;
  int requestTo;
  int agentFrom;
  int agentTo;
  int status;

  /** Where the method ends; {@code requestFrom} where there is none. */
  int methodTo;

  int targetFrom;
  int targetTo;

  /** Whether the line in {@code from} (inclusive) to {@code to} (exclusive) has all it must. */
  boolean parse(byte[] bytes, int from, int to) {
    addressFrom = from;
    addressTo = find(bytes, (byte) ' ', from, to);
    int bracket = addressTo;
    while (bracket + 1 < to && !(bytes[bracket] == ' ' && bytes[bracket + 1] == '[')) {
      bracket++;
    }
    timeFrom = bracket + 2;
    timeTo = find(bytes, (byte) ']', timeFrom, to);
    if (addressTo == from || timeTo + 2 >= to || bytes[timeTo + 2] != '"') {
      return false;
    }
    requestFrom = timeTo + 3;
    requestTo = closingQuote(bytes, requestFrom, to);
    // Behind the request stand a space and three digits.
    if (requestTo + 4 >= to || bytes[requestTo + 1] != ' ') {
      return false;
    }
    status = 0;
    for (int i = requestTo + 2; i < requestTo + 5; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
      status = status * 10 + bytes[i] - '0';
    }
    agent(bytes, requestTo + 5, to);
    splitRequest(bytes);
    return true;
  }

  /** The second of the two quoted fields behind the size of the answer. */
  private void agent(byte[] bytes, int from, int to) {
    int referer = find(bytes, (byte) '"', from, to);
    int refererEnd = closingQuote(bytes, Math.min(referer + 1, to), to);
    int quote = find(bytes, (byte) '"', Math.min(refererEnd + 1, to), to);
    agentFrom = Math.min(quote + 1, to);
    agentTo = closingQuote(bytes, agentFrom, to);
  }

  /** Method, target and protocol; a target may hold spaces, and a protocol may be missing. */
  private void splitRequest(byte[] bytes) {
    int space = find(bytes, (byte) ' ', requestFrom, requestTo);
    methodTo = space == requestTo ? requestFrom : space;
    targetFrom = space == requestTo ? requestFrom : space + 1;
    targetTo = requestTo;
    for (int i = requestTo - 1; i > targetFrom; i--) {
      if (bytes[i] == ' ') {
        boolean protocol = i + 5 < requestTo && bytes[i + 1] == 'H' && bytes[i + 5] == '/';
        targetTo = protocol ? i : requestTo;
        break;
      }
    }
  }

  private static int find(byte[] bytes, byte wanted, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return Math.min(at, to);
  }

  /** A quote inside a field stands behind a backslash. Where none closes, the line's end does. */
  private static int closingQuote(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to);
  }
}

package io.github.senda.storefront.panel;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the panel answers, by path, and to whom: each desk adds its own paths once, before the first
 * request. A path that nobody added is answered as if it were not there. Safe for any thread once
 * all desks have added theirs.
 */
final class Routes {

  /** What is sent as JSON. */
  static final Set<String> JSON = Set.of("application/json");

  /** Answers one request. */
  interface Answer {
    void give(Call call) throws IOException;
  }

  private final Door door;
  private final Map<String, Answer> gets = new HashMap<>();
  private final Map<String, Answer> posts = new HashMap<>();

  Routes(Door door) {
    this.door = door;
  }

  /** Something that anyone may have, or that looks itself who asks. */
  Routes open(String path, Answer answer) {
    return add(gets, path, answer);
  }

  /** Something that anyone may send, or that looks itself who sends it. */
  Routes openPost(String path, Answer answer) {
    return add(posts, path, answer);
  }

  /** A page for people: who may not see it gets what is to be done first. */
  Routes page(String path, String part, PageTemplate page) {
    return open(
        path,
        call -> {
          door.noted(call, part);
          door.page(page, call);
        });
  }

  /** Something to look at for who is let in. */
  Routes get(String path, Answer answer) {
    return add(
        gets,
        path,
        call -> {
          if (door.letsIn(call)) {
            answer.give(call);
          }
        });
  }

  /** Something that who is let in may do, from our own pages or as a program, as JSON. */
  Routes post(String path, Answer answer) {
    return post(path, JSON, answer);
  }

  /** Likewise, sent as one of some types that no form of another site can send. */
  Routes post(String path, Set<String> types, Answer answer) {
    return add(
        posts,
        path,
        call -> {
          if (door.letsIn(call) && door.isOurs(call, types)) {
            answer.give(call);
          }
        });
  }

  private Routes add(Map<String, Answer> to, String path, Answer answer) {
    if (to.putIfAbsent(path, answer) != null) {
      throw new IllegalArgumentException("two desks answer at " + path);
    }
    return this;
  }

  /** Notes who looks at a part, if they are let in. */
  void noted(Call call, String part) {
    door.noted(call, part);
  }

  /** Answers a request at a path below the panel. */
  void answer(String path, Call call) throws IOException {
    boolean post = call.request().getMethod().equals("POST");
    Answer answer = (post ? posts : gets).get(path);
    if (answer != null) {
      answer.give(call);
    } else if ((post ? gets : posts).containsKey(path)) {
      Answers.notAllowed(call.response(), post ? "GET, HEAD" : "POST");
    } else {
      call.response().sendError(404);
    }
  }
}

package org.plivosandbox;

import java.util.List;

/** Lets every account to its own messages, and to nobody else's. */
class Accounts {
  /** One account's door, and what is behind it. */
  record Account(Credentials credentials, PlivoApi api) {
    private boolean admits(Incoming request) {
      return request.isForAccepted()
          ? credentials.admit(request.authorization())
          : credentials.admit(request.authorization(), request.authId());
    }
  }

  private final List<Account> all;
  private final Answers answers = new Answers(new PlivoJson());

  Accounts(List<Account> all) {
    this.all = all;
  }

  Answer answer(Incoming request) {
    if (!request.isForAccepted() && !request.isForMessages()) {
      return answers.notFound();
    }
    return all.stream()
        .filter(account -> account.admits(request))
        .findFirst()
        .map(account -> account.api().answer(request))
        .orElseGet(answers::unauthorized);
  }
}

package org.plivosandbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plivosandbox.Behaviour.Reply;

/** Answers what Plivo's message resource would answer, to one account. */
class PlivoApi {
  private static final int REMEMBERED = 100_000;
  private static final int MOST_SHOWN = 1_000;
  private final CallbackSender sender;
  private final Clock clock;
  private final RequestLimit requests;
  private final RequestLimit lists;
  private final OpenRequests open;
  private final Messages messages = new Messages(REMEMBERED);
  private final Attempts attempts = new Attempts();
  private final ReceivedCount received = new ReceivedCount();
  private final PlivoJson json = new PlivoJson();
  private final Answers answers = new Answers(json);

  PlivoApi(SandboxSettings settings, CallbackSender sender, Clock clock) {
    this.sender = sender;
    this.clock = clock;
    this.requests =
        new RequestLimit(settings.requestsPerFiveSeconds(), Duration.ofSeconds(5), clock);
    this.lists = new RequestLimit(settings.listsPerMinute(), Duration.ofMinutes(1), clock);
    this.open = new OpenRequests(settings.concurrentRequests(), clock);
  }

  /** To a request of this account. */
  Answer answer(Incoming request) {
    try {
      return request.isForAccepted() ? accepted(request) : messages(request);
    } catch (BadParameter refused) {
      return answers.badRequest(refused);
    }
  }

  private Answer messages(Incoming request) {
    boolean one = request.path().size() == 6;
    return switch (request.method()) {
      case "POST" -> one ? answers.notAllowed("GET") : send(request);
      case "GET" -> {
        if (!admits()) {
          yield answers.tooMany();
        }
        yield one ? read(request) : list(request);
      }
      default -> answers.notAllowed(one ? "GET" : "GET, POST");
    };
  }

  private Answer send(Incoming request) {
    if (request.body() == null) {
      return answers.tooLarge();
    }
    Map<String, String> fields = json.fields(request.body());
    received.add(fields.getOrDefault("dst", ""));
    if (!admits()) {
      return answers.tooMany();
    }
    SendRequest send = SendRequest.of(fields);
    Instant now = clock.instant();
    List<SandboxMessage> made =
        send.dst().stream().map(dst -> made(send, dst, request.ip(), now)).toList();
    Reply reply = reply(made);
    if (reply.accepts()) {
      made.forEach(messages::add);
      made.forEach(message -> sender.send(Callback.of(message)));
    }
    List<String> uuids = made.stream().map(SandboxMessage::uuid).toList();
    return open.opened(answers.toSend(reply, uuids, send.invalid()));
  }

  private boolean admits() {
    return open.admits() && requests.admits();
  }

  private SandboxMessage made(SendRequest send, String dst, String ip, Instant now) {
    return SandboxMessage.accepted(send, dst, attempts.next(send.src(), dst), ip, now);
  }

  /** Of several recipients the first with a reply of its own decides. */
  private static Reply reply(List<SandboxMessage> made) {
    return made.stream()
        .map(message -> message.behaviour().reply())
        .filter(reply -> reply != Reply.ACCEPTED)
        .findFirst()
        .orElse(Reply.ACCEPTED);
  }

  private Answer read(Incoming request) {
    Optional<SandboxMessage> found = messages.find(request.path().get(5));
    return found
        .map(it -> Answer.json(200, json.message(it, clock.instant(), request.address())))
        .orElseGet(answers::notFound);
  }

  private Answer list(Incoming request) {
    if (!lists.admits()) {
      return answers.tooMany();
    }
    Instant now = clock.instant();
    Page page = Page.of(messages, request.query(), now);
    int before = Math.max(0, page.offset() - page.limit());
    String next = page.hasNext() ? link(request, page, page.offset() + page.limit()) : null;
    String previous = page.hasPrevious() ? link(request, page, before) : null;
    return Answer.json(200, json.list(page, now, request.address(), next, previous));
  }

  private static String link(Incoming request, Page page, int offset) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put("limit", String.valueOf(page.limit()));
    query.put("offset", String.valueOf(offset));
    return query.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", request.address() + "?", ""));
  }

  private Answer accepted(Incoming request) {
    if (!request.method().equals("GET")) {
      return answers.notAllowed("GET");
    }
    // A + that was not encoded arrives as a space.
    String dst =
        request.query().containsKey("dst")
            ? SendRequest.digits(request.query().get("dst").strip())
            : null;
    int limit = Page.number(request.query(), "limit", MOST_SHOWN, 1, REMEMBERED);
    List<SandboxMessage> shown =
        messages
            .newestFirst()
            .filter(message -> dst == null || message.dst().equals(dst))
            .limit(limit)
            .toList();
    return Answer.json(200, json.accepted(dst == null ? received.all() : received.of(dst), shown));
  }
}

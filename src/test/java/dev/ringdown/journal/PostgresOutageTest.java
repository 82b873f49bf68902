package dev.ringdown.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.Config;
import dev.ringdown.CallSnapshot;
import dev.ringdown.ErrorCode;
import dev.ringdown.MissedCall;
import dev.ringdown.MissedReason;
import dev.ringdown.Operation;
import dev.ringdown.Result;
import dev.ringdown.call.Notice;
import dev.ringdown.session.SessionCommand;
import dev.ringdown.spi.DoNotDisturb;
import dev.ringdown.spi.PushNotifier;
import dev.ringdown.turn.Turns;
import dev.ringdown.user.User;
import dev.ringdown.user.UserCommand;
import dev.ringdown.user.UserRules;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL is gone, hangs or is full under a running actor system, and comes back. */
class PostgresOutageTest {
  /**
   * Until a request is answered UNAVAILABLE: call-timeout is 9 s, and may have to pass in recovery
   * and in a write.
   */
  private static final Duration QUICK = Duration.ofSeconds(19);

  /** Until requests succeed again, once the database does. */
  private static final Duration BACK = Duration.ofSeconds(10);

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** More than open the circuit breaker. */
  private static final int NEW = 30;

  @TempDir Path folder;

  private final Turns turns = new Turns(10, Clock.systemUTC());
  private int port;
  private EmbeddedPostgres server;
  private long registrations;
  private JournalledCalls calls;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server = startServer();
    Config config = Databases.postgres(server);
    Schema.ensure(config);
    calls = new JournalledCalls(config);
    assertThat(calls.invite("open").join()).isInstanceOf(Result.Invited.class);
  }

  @AfterEach
  void stop() throws IOException {
    calls.close();
    server.close();
  }

  @Test
  void shouldKeepWholeCallsWhenTheDatabaseIsStopped() throws IOException {
    server.close();
    assertUnavailable();

    server = startServer();
    assertServes();
  }

  @Test
  void shouldKeepWholeCallsWhenTheDatabaseHangs() throws Exception {
    signal("STOP");
    try {
      assertUnavailable();
    } finally {
      signal("CONT");
    }
    assertServes();
  }

  @Test
  void shouldKeepWholeCallsWhenTheDatabaseIsFull() throws SQLException {
    onServer("alter table event_journal add constraint full_disk check (false) not valid");
    assertUnavailable();

    onServer("alter table event_journal drop constraint full_disk");
    assertServes();
  }

  /** One of two: every few seconds the circuit breaker lets one request try. */
  @Test
  void shouldRefuseAtOnceAfterManyFailures() throws IOException {
    server.close();
    assertUnavailable();

    CompletableFuture<Result> first =
        calls.invite("refused").applyToEither(calls.invite("also refused"), answer -> answer);
    assertThat(answer(first, AT_ONCE)).matches(JournalledCalls::isUnavailable);
  }

  @Test
  void shouldRecordAMissedCallOnceWhenTheUserIsToldAgain() throws IOException {
    TestProbe<SessionCommand> session = calls.testKit().createTestProbe();
    UserCommand missed = missedCall();
    ActorRef<UserCommand> before = connect(session);
    session.expectMessageClass(SessionCommand.Registered.class);

    server.close();
    before.tell(missed);
    session.expectTerminated(before, QUICK);
    session.expectTerminated(connect(session), QUICK);

    server = startServer();
    ActorRef<UserCommand> after =
        session.awaitAssert(
            BACK,
            Duration.ofMillis(250),
            () -> {
              TestProbe<SessionCommand> other = calls.testKit().createTestProbe();
              connect(other);
              return other.expectMessageClass(SessionCommand.Registered.class, AT_ONCE).user();
            });
    connect(after, session);
    session.expectMessageClass(SessionCommand.Registered.class);
    after.tell(missed);
    after.tell(missed);
    after.tell(new UserCommand.Perform("session", "list", new Operation.ListMissedCalls(0, 10)));
    Result list = session.expectMessageClass(SessionCommand.Answered.class, QUICK).result();
    assertThat(((Result.Missed) list).missedCalls().total()).isEqualTo(1);
  }

  private ActorRef<UserCommand> connect(TestProbe<SessionCommand> session) {
    ActorRef<UserCommand> bob =
        calls
            .testKit()
            .spawn(
                User.create(
                    "bob",
                    UserRules.DEFAULT,
                    DoNotDisturb.NEVER,
                    PushNotifier.NONE,
                    Clock.systemUTC(),
                    (callId, command) -> {},
                    (userId, command) -> {},
                    () -> {},
                    turns));
    connect(bob, session);
    return bob;
  }

  private void connect(ActorRef<UserCommand> bob, TestProbe<SessionCommand> session) {
    registrations++;
    bob.tell(
        new UserCommand.Connect(
            "session",
            registrations,
            registrations,
            "device",
            JournalledCalls.BOB,
            Optional.empty(),
            Instant.EPOCH,
            session.ref()));
  }

  /** What Bob's actor is told when he missed the call. */
  private UserCommand missedCall() {
    CallSnapshot call = ((Result.Snapshot) calls.look("open").join()).call();
    MissedCall missed =
        new MissedCall(
            0,
            call.callId(),
            1,
            call.room(),
            call.caller(),
            call.callType(),
            call.callees(),
            call.customData(),
            Instant.EPOCH,
            Duration.ofSeconds(60),
            MissedReason.TIMED_OUT);
    return new UserCommand.Announcement(
        call.callId(),
        1,
        call,
        List.of(new UserCommand.Entry(1, 1, List.of(new Notice.Missed(missed)))));
  }

  /** Calls that run and calls that do not, with requests one after the other and side by side. */
  private void assertUnavailable() {
    List<CompletableFuture<Result>> answers = new ArrayList<>();
    answers.add(calls.accept("open"));
    answers.add(calls.end("open"));
    IntStream.range(0, NEW).forEach(i -> answers.add(calls.invite("new-" + i)));
    for (CompletableFuture<Result> answer : answers) {
      assertThat(answer(answer, QUICK)).matches(JournalledCalls::isUnavailable);
    }
  }

  private void assertServes() {
    calls
        .testKit()
        .createTestProbe()
        .awaitAssert(
            BACK,
            Duration.ofMillis(100),
            () ->
                assertThat(answer(calls.invite("after"), AT_ONCE))
                    .isInstanceOf(Result.Invited.class));
    assertThat(answer(calls.look("after"), QUICK)).isInstanceOf(Result.Snapshot.class);
    assertThat(answer(calls.look("open"), QUICK)).isInstanceOf(Result.Snapshot.class);
    for (int i = 0; i < NEW; i++) {
      assertIsWholeOrAbsent("new-" + i);
    }
  }

  private void assertIsWholeOrAbsent(String callId) {
    Result found = answer(calls.look(callId), QUICK);
    if (found instanceof Result.Snapshot snapshot) {
      assertThat(snapshot.call().members()).hasSize(2);
    } else {
      assertThat(((Result.Failed) found).error().code()).isEqualTo(ErrorCode.UNKNOWN_CALL);
    }
    assertThat(answer(calls.invite(callId), QUICK)).isInstanceOf(Result.Invited.class);
  }

  private static Result answer(CompletableFuture<Result> answer, Duration within) {
    return answer.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void onServer(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** To the server's first process, then to all that it started: a stopped one starts no more. */
  private void signal(String name) throws Exception {
    long first =
        Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).trim());
    signal(name, Stream.of(first));
    signal(name, ProcessHandle.of(first).orElseThrow().descendants().map(ProcessHandle::pid));
  }

  /** A server's process may end by itself meanwhile; it needs no signal then. */
  private static void signal(String name, Stream<Long> processes) throws Exception {
    for (long process : processes.toList()) {
      int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process)).start().waitFor();
      assertThat(exit == 0 || ProcessHandle.of(process).isEmpty()).isTrue();
    }
  }

  private EmbeddedPostgres startServer() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }
}

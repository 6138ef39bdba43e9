package lab.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import lab.net.Pause;
import lab.net.World;

/** Plays one row once: starts the product, does what the row says, and watches what the product makes of it. */
public final class RowRun {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration TO_SETTLE = Duration.ofSeconds(40);
    /** Six rounds of five seconds. */
    private static final Duration SIX_ROUNDS = Duration.ofSeconds(30);
    /** After everything that is expected has come: for what must not follow. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    private static final Set<String> TELLTALES =
            Set.of("o-o.myaddr.l.google.com", "whoami.akamai.net", "resolver.dnscrypt.info", "whoami.cloudflare");

    private final Row row;
    private final Stage stage;
    private final List<String> statuses = new ArrayList<>();
    private List<String> findings = List.of();

    private RowRun(Row row, Stage stage) {
        this.row = row;
        this.stage = stage;
    }

    /**
     * Plays it in the world, and heals the world, unless the run breaks off.
     *
     * @param folder takes logs and data
     * @param random draws what the row leaves to chance
     */
    public static Result play(Row row, World world, Path folder, Random random) {
        try (Stage stage = new Stage(world, row.setup(), folder, random)) {
            stage.core("reset");
            Result result = new RowRun(row, stage).play();
            stage.end();
            heal(row, stage);
            return result;
        } catch (RuntimeException e) {
            return Result.broken(row, String.valueOf(e.getMessage()));
        }
    }

    private static void heal(Row row, Stage stage) {
        if (!row.startsInFault()) {
            row.before().forEach(fault -> fault.off().accept(stage));
        }
        stage.world().restoreResolvers();
    }

    private Result play() {
        row.before().forEach(fault -> fault.on().accept(stage));
        stage.startServer();
        Instant begin = Instant.now();
        stage.startClients();
        if (!row.startsInFault()) {
            settle();
            begin = Instant.now();
        }
        Observation seen = observe(begin);
        return new Result(row, seen, Verdict.of(row.expected(), seen));
    }

    /** Waits until the first sight is over: green, and told. */
    private void settle() {
        if (!await(TO_SETTLE, () -> status().equals("green") && !told(0).isEmpty())) {
            throw new Unsettled("not green and told before the fault but " + status() + " because of " + findings
                    + ", told " + told(0));
        }
    }

    private Observation observe(Instant begin) {
        statuses.clear();
        long before = stage.outside();
        row.faults().forEach(fault -> fault.on().accept(stage));
        Observation.Truth truth;
        Optional<Duration> statusAfter;
        Optional<Duration> messageAfter;
        List<String> told;
        try {
            statusAfter = awaitStatus(begin);
            row.then().forEach(step -> step.on().accept(stage));
            if (!row.then().isEmpty() && awaitStatus(begin).isEmpty()) {
                statusAfter = Optional.empty();
            }
            messageAfter = awaitMessage(begin);
            truth = truth(begin, before);
            told = told(begin.toEpochMilli());
        } finally {
            for (int i = row.faults().size() - 1; i >= 0; i--) {
                row.faults().get(i).off().accept(stage);
            }
            if (row.startsInFault()) {
                row.before().forEach(fault -> fault.off().accept(stage));
            }
        }
        List<String> during = List.copyOf(statuses);
        List<String> why = findings;
        Instant end = Instant.now();
        Optional<Duration> back = back(end);
        return new Observation(truth, during, why, statusAfter, told, messageAfter, back, told(end.toEpochMilli()));
    }

    private Optional<Duration> awaitStatus(Instant begin) {
        Expected expected = row.expected();
        boolean came = await(
                expected.limits().status().multipliedBy(2), () -> status().equals(expected.status()) && hasReason());
        return came ? Optional.of(Duration.between(begin, Instant.now())) : Optional.empty();
    }

    private boolean hasReason() {
        return row.expected().findings().isEmpty()
                || row.expected().findings().stream().anyMatch(fact -> findings.contains(fact.id()));
    }

    /** Waits for the message, or, where none may come, for six rounds. */
    private Optional<Duration> awaitMessage(Instant begin) {
        Expected expected = row.expected();
        if (expected.quiet()) {
            watchFor(SIX_ROUNDS);
            return Optional.empty();
        }
        Duration left = expected.limits().message().minus(Duration.between(begin, Instant.now()));
        await(left.isNegative() ? Duration.ofSeconds(1) : left, () -> {
            status();
            return toldAt(begin).isPresent();
        });
        watchFor(expected.told().once() ? SIX_ROUNDS.dividedBy(2) : AFTERMATH);
        return toldAt(begin).map(at -> Duration.between(begin, at));
    }

    private void watchFor(Duration time) {
        await(time, () -> {
            status();
            return false;
        });
    }

    private Optional<Instant> toldAt(Instant begin) {
        for (JsonNode message : stage.records("messages")) {
            Instant at = Instant.ofEpochMilli(message.path("at").asLong());
            if (!at.isBefore(begin)
                    && Verdict.holds(
                            message.path("text").asText(), row.expected().told().words())) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** What was told of clients since then; that the server started is no news of a client. */
    private List<String> told(long since) {
        List<String> all = new ArrayList<>();
        for (JsonNode message : stage.records("messages")) {
            String text = message.path("text").asText();
            if (message.path("at").asLong() >= since && !text.contains("Server Started")) {
                all.add(text);
            }
        }
        return all;
    }

    private Observation.Truth truth(Instant begin, long before) {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode request : stage.records("requests " + begin.toEpochMilli())) {
            if (!request.path("provider").asText().equals("api.telegram.org")) {
                addresses.add(request.path("from").asText());
            }
        }
        Set<String> resolvers = new TreeSet<>();
        for (JsonNode question : stage.records("questions " + begin.toEpochMilli())) {
            if (TELLTALES.contains(question.path("name").asText().toLowerCase(java.util.Locale.ROOT))) {
                resolvers.add(question.path("from").asText());
            }
        }
        return new Observation.Truth(addresses, resolvers, stage.outside() - before);
    }

    private Optional<Duration> back(Instant end) {
        Duration allowed = row.expected().limits().back();
        if (allowed.isZero()) {
            return Optional.empty();
        }
        statuses.clear();
        List<String> words = row.expected().backWords();
        boolean green = await(allowed.multipliedBy(2), () -> status().equals("green"));
        Duration after = Duration.between(end, Instant.now());
        await(
                Duration.ofSeconds(15),
                () -> words.isEmpty()
                        || told(end.toEpochMilli()).stream().anyMatch(text -> Verdict.holds(text, words)));
        return green ? Optional.of(after) : Optional.empty();
    }

    /** Asks the server, and remembers what it says. */
    private String status() {
        JsonNode client = stage.client();
        if (client.isMissingNode()) {
            return "unknown";
        }
        String status = client.path("status").asText();
        findings = new ArrayList<>();
        client.path("reasons")
                .forEach(reason -> findings.add(reason.path("finding").asText()));
        if (statuses.isEmpty() || !statuses.get(statuses.size() - 1).equals(status)) {
            statuses.add(status);
        }
        return status;
    }

    private static boolean await(Duration patience, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Pause.of(BETWEEN);
        }
        return true;
    }

    /** The product was not in order before anything was done to it. */
    static final class Unsettled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unsettled(String message) {
            super(message);
        }
    }
}

package lab.row;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import lab.net.World;

/** Plays one row once: starts the product, does what the row says, and watches what the product makes of it. */
public final class RowRun {
    private static final Duration TO_SETTLE = Duration.ofSeconds(40);
    private static final Duration ROUND = Duration.ofSeconds(5);
    /** Six rounds. */
    private static final Duration SIX_ROUNDS = ROUND.multipliedBy(6);
    /** After everything that is expected has come: for what must not follow. */
    private static final Duration AFTERMATH = Duration.ofSeconds(3);

    private final Row row;
    private final Expected expected;
    private final Stage stage;
    private final StatusWatch watch;
    private final Records records;

    private RowRun(Row row, Stage stage) {
        this.row = row;
        this.expected = row.expected();
        this.stage = stage;
        this.watch = new StatusWatch(stage);
        this.records = new Records(stage);
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
            if (!row.startsInFault()) {
                row.before().forEach(fault -> fault.off().accept(stage));
            }
            world.restoreResolvers();
            return result;
        } catch (RuntimeException e) {
            return Result.broken(row, String.valueOf(e.getMessage()));
        }
    }

    private Result play() {
        Instant start = Instant.now();
        row.before().forEach(fault -> fault.on().accept(stage));
        stage.startServer();
        Instant begin = Instant.now();
        stage.startClients();
        if (!row.startsInFault()) {
            settle(start);
            begin = Instant.now();
        }
        Observation seen = observe(begin);
        return new Result(row, seen, Verdict.of(expected, seen));
    }

    /** Waits until the first sight is over: green, and told, and one round more. */
    private void settle(Instant start) {
        boolean settled = watch.until(
                TO_SETTLE,
                () -> watch.status().equals("green") && !records.told(start).isEmpty());
        if (!settled) {
            throw new IllegalStateException("before the fault: " + watch.status() + " because of " + watch.findings()
                    + ", told " + records.told(start));
        }
        watch.goOn(ROUND);
    }

    private Observation observe(Instant begin) {
        watch.forget();
        long outside = stage.outside();
        row.faults().forEach(fault -> fault.on().accept(stage));
        Optional<Duration> status = awaitStatus(begin);
        row.then().forEach(step -> step.on().accept(stage));
        if (!row.then().isEmpty() && awaitStatus(begin).isEmpty()) {
            status = Optional.empty();
        }
        awaitLog(begin);
        Optional<Duration> message = awaitMessage(begin);
        List<String> log = stage.clientLog();
        Observation.Truth truth = records.truth(begin, outside);
        List<String> told = records.told(begin);
        List<String> statuses = watch.seen();
        List<String> findings = watch.findings();
        Optional<Duration> alarm = watch.alarmAt().map(at -> Duration.between(begin, at));
        Set<String> everFound = watch.everFound();
        takeBack();
        Instant end = Instant.now();
        Optional<Duration> back = back(end);
        return new Observation(
                truth, statuses, findings, alarm, status, told, message, back, records.told(end), log, everFound);
    }

    private void takeBack() {
        List<Fault> faults = row.startsInFault() ? row.before() : row.faults();
        for (int i = faults.size() - 1; i >= 0; i--) {
            faults.get(i).off().accept(stage);
        }
    }

    private Optional<Duration> awaitStatus(Instant begin) {
        boolean came = watch.until(
                expected.limits().status().multipliedBy(2),
                () -> watch.status().equals(expected.status()) && hasReason());
        return came ? Optional.of(Duration.between(begin, Instant.now())) : Optional.empty();
    }

    private void awaitLog(Instant begin) {
        watch.until(expected.limits().status().minus(Duration.between(begin, Instant.now())), () -> {
            watch.status();
            return Verdict.logged(expected, stage.clientLog());
        });
    }

    private boolean hasReason() {
        return expected.findings().isEmpty()
                || expected.findings().stream()
                        .anyMatch(fact -> watch.findings().contains(fact.id()));
    }

    /** Waits for the message, or, where none may come, for six rounds. */
    private Optional<Duration> awaitMessage(Instant begin) {
        if (expected.quiet()) {
            watch.goOn(SIX_ROUNDS);
            return Optional.empty();
        }
        Duration left = expected.limits().message().minus(Duration.between(begin, Instant.now()));
        watch.until(left, () -> {
            watch.status();
            return records.toldAt(begin, expected.told()::isBy).isPresent();
        });
        watch.goOn(expected.told().once() ? SIX_ROUNDS.dividedBy(2) : AFTERMATH);
        return records.toldAt(begin, expected.told()::isBy).map(at -> Duration.between(begin, at));
    }

    private Optional<Duration> back(Instant end) {
        Duration allowed = expected.limits().back();
        if (allowed.isZero()) {
            return Optional.empty();
        }
        boolean green =
                watch.until(allowed.multipliedBy(2), () -> watch.status().equals("green"));
        Duration after = Duration.between(end, Instant.now());
        List<String> words = expected.backWords();
        watch.until(
                SIX_ROUNDS.dividedBy(2),
                () -> words.isEmpty()
                        || records.toldAt(end, text -> Verdict.holds(text, words))
                                .isPresent());
        return green ? Optional.of(after) : Optional.empty();
    }
}

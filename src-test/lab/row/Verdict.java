package lab.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vpnsentinel.network.Fact;

/** Says what of an observation is not as expected. Pure. */
final class Verdict {
    private Verdict() {}

    /** Everything that is wrong; empty: the row is right. */
    static List<String> of(Expected expected, Observation seen) {
        List<String> wrong = new ArrayList<>();
        truth(expected, seen.truth(), wrong);
        status(expected, seen, wrong);
        messages(expected, seen, wrong);
        back(expected, seen, wrong);
        for (Fact fact : expected.absent()) {
            if (seen.everFound().contains(fact.id())) {
                wrong.add("found " + fact.id());
            }
        }
        if (!logged(expected, seen.log())) {
            wrong.add("no line with " + expected.logged() + " in the client's log");
        }
        return wrong;
    }

    private static void truth(Expected expected, Observation.Truth truth, List<String> wrong) {
        if (expected.outside() == Expected.Outside.SOME && truth.outside() == 0) {
            wrong.add("the fault did not take: no packet left beside the tunnel");
        }
        if (expected.outside() == Expected.Outside.NONE && truth.outside() > 0) {
            wrong.add("the laboratory leaks: " + truth.outside() + " packets left beside the tunnel");
        }
    }

    private static void status(Expected expected, Observation seen, List<String> wrong) {
        if (seen.statusAfter().isEmpty()) {
            wrong.add("not " + expected.status() + reasons(expected.findings()) + " but "
                    + String.join(", ", seen.statuses()) + " because of " + seen.findings());
        } else {
            late("status", expected.limits().status(), seen.statusAfter().get(), wrong);
        }
        if (!expected.status().equals("green")) {
            seen.alarmAfter().ifPresent(after -> late("alarm", expected.limits().alarm(), after, wrong));
        }
        for (String status : seen.statuses()) {
            if (!expected.allowed().contains(status)) {
                wrong.add("was " + status);
            }
        }
    }

    private static String reasons(List<Fact> findings) {
        return findings.isEmpty()
                ? ""
                : " for " + String.join(" or ", findings.stream().map(Fact::id).toList());
    }

    private static void late(String what, Duration allowed, Duration taken, List<String> wrong) {
        if (taken.compareTo(allowed) > 0) {
            wrong.add(what + " only after " + Observation.seconds(taken) + " s");
        }
    }

    private static void messages(Expected expected, Observation seen, List<String> wrong) {
        if (expected.quiet()) {
            if (expected.told().forbidden().isEmpty() && !seen.messages().isEmpty()) {
                wrong.add("told: " + head(seen.messages().get(0)));
            }
        } else if (seen.messageAfter().isEmpty()) {
            wrong.add("no message with " + expected.told().words()
                    + reasons(expected.told().titles()) + " but "
                    + seen.messages().stream().map(Verdict::head).toList());
        } else {
            late("message", expected.limits().message(), seen.messageAfter().get(), wrong);
            long times = seen.messages().stream().filter(expected.told()::isBy).count();
            if (expected.told().once() && times > 1) {
                wrong.add("told " + times + " times");
            }
        }
        for (String word : expected.told().forbidden()) {
            seen.messages().stream()
                    .filter(message -> holds(message, List.of(word)))
                    .findFirst()
                    .ifPresent(message -> wrong.add("told: " + head(message)));
        }
    }

    private static String head(String message) {
        return message.lines().limit(2).reduce((one, two) -> one + " / " + two).orElse("");
    }

    private static void back(Expected expected, Observation seen, List<String> wrong) {
        if (expected.limits().back().isZero()) {
            return;
        }
        if (seen.backAfter().isEmpty()) {
            wrong.add("not green again");
        } else {
            late("green again", expected.limits().back(), seen.backAfter().get(), wrong);
        }
        if (!expected.backWords().isEmpty()
                && seen.backMessages().stream().noneMatch(message -> holds(message, expected.backWords()))) {
            wrong.add("no message with " + expected.backWords() + " after it but "
                    + seen.backMessages().stream().map(Verdict::head).toList());
        }
    }

    /** Whether the client logged what it must, if anything. */
    static boolean logged(Expected expected, List<String> log) {
        return expected.logged().isEmpty() || log.stream().anyMatch(line -> holds(line, expected.logged()));
    }

    /** Whether the message holds all the words, in whatever case. */
    static boolean holds(String message, List<String> words) {
        String text = message.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }
}

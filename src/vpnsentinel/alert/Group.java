package vpnsentinel.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vpnsentinel.words.Catalogue;
import vpnsentinel.words.Sentence;

/** One message for several that waited together: who is how now, the worst first. Pure. */
final class Group {
    /** Fewer messages than this go out each for itself. */
    static final int LEAST = 3;

    private static final List<String> URGENCY = List.of("red", "silent", "yellow", "stopped", "green");
    private static final int NAMES = 8;
    private static final int NAME = 40;

    /** Why messages go out together. */
    enum Cause {
        NO_WAY("group.advice"),
        FLOOD("group.advice-flood");

        private final String advice;

        Cause(String advice) {
            this.advice = advice;
        }
    }

    private Group() {}

    /** The words for these messages, in the order in which they were written. */
    static Told of(List<Brief> waiting, Cause cause) {
        Map<String, Brief> latest = new LinkedHashMap<>();
        waiting.forEach(each -> latest.put(each.client(), each));
        Brief worst = latest.values().stream()
                .min((one, other) -> URGENCY.indexOf(one.status()) - URGENCY.indexOf(other.status()))
                .orElseThrow();
        boolean alike = latest.values().stream().allMatch(each -> each.status().equals(worst.status()));
        String headline = alike && latest.size() > 1
                ? Sentence.of("group.same." + worst.status(), "count", latest.size())
                        .text()
                : Sentence.of("group", "worst", worst.headline(), "more", waiting.size() - 1)
                        .text();
        return Told.of(Telling.mark(worst.status()), headline, clients(latest), Catalogue.WORDS.text(cause.advice));
    }

    private static String clients(Map<String, Brief> latest) {
        List<String> lists = new ArrayList<>();
        for (String status : URGENCY) {
            List<String> names = latest.values().stream()
                    .filter(each -> each.status().equals(status))
                    .map(each -> Words.line(each.client(), NAME))
                    .toList();
            if (!names.isEmpty()) {
                int more = Math.max(0, names.size() - NAMES);
                lists.add(Sentence.of(
                                more == 0 ? "group.clients" : "group.clients-more",
                                "mark",
                                Telling.mark(status),
                                "clients",
                                names.subList(0, names.size() - more),
                                "more",
                                more)
                        .text());
            }
        }
        return String.join(" · ", lists);
    }
}

package vpnsentinel.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vpnsentinel.fleet.Span;

/**
 * One thing about the server, on its own small card.
 *
 * @param label what it is: {@code Home line}
 * @param tone how it is, or empty when it is neither good nor bad
 * @param words how it is, in a word or two
 * @param more the rest, may be empty
 */
public record Detail(String label, String tone, String words, String more) {
    static List<Detail> of(ServerFacts facts, Instant now) {
        List<Detail> details = new ArrayList<>();
        Duration up = Duration.between(facts.startedAt(), now);
        details.add(new Detail("Server", "", "Version " + facts.version(), "up " + Span.roughly(up)));
        if (facts.homeLines().isEmpty()) {
            details.add(detail("Home line", Tone.RED, "Unknown", "no client can be green until it is known"));
        }
        facts.homeLines().forEach(line -> details.add(home(line, now)));
        details.add(telegram(facts.telegram()));
        details.add(
                facts.refusedEdits().isEmpty()
                        ? detail("Routes", Tone.GREEN, "In force", "every file as it is on disk")
                        : detail("Routes", Tone.YELLOW, "Edit refused", "the routes before it stay in force"));
        return List.copyOf(details);
    }

    private static Detail home(ServerFacts.HomeLineFact line, Instant now) {
        String confirmed = line.confirmedAt()
                .map(at -> " · confirmed " + Span.roughly(Duration.between(at, now)) + " ago")
                .orElse(" · from the settings");
        return line.known()
                ? detail("Home line", Tone.GREEN, "Known", line.text() + confirmed)
                : detail("Home line", Tone.YELLOW, "Stale", line.text() + confirmed);
    }

    private static Detail telegram(ServerFacts.Telegram telegram) {
        return switch (telegram.state()) {
            case OFF -> detail("Telegram", Tone.STOPPED, "Off", "no messages are sent");
            case WORKING -> detail("Telegram", Tone.GREEN, "Working", telegram.note());
            case DEAF -> detail("Telegram", Tone.YELLOW, "Limited", telegram.note());
            case FAILING -> detail("Telegram", Tone.YELLOW, "Failing", telegram.note());
        };
    }

    private static Detail detail(String label, Tone tone, String words, String more) {
        return new Detail(label, tone.word(), words, more);
    }
}

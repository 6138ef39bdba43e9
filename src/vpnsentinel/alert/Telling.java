package vpnsentinel.alert;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Comeback;
import vpnsentinel.fleet.Phrase;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Fact;
import vpnsentinel.verdict.Finding;
import vpnsentinel.words.Catalogue;
import vpnsentinel.words.Sentence;

/** Puts news in words: which of the catalogue's sentences a message is made of. Pure. */
final class Telling {
    private static final int SENTENCE = 240;
    private static final int TITLES = 3;
    private static final int NAMES = 8;

    private Telling() {}

    /** The message about a change of a client, of this kind in the template's words. */
    static Told change(Transition change, String kind, ClientCard client, String before, String lasted) {
        Optional<Finding> leading = leading(change);
        return new Told(
                mark(change.to().word()),
                headline(change, kind, client, leading),
                joined(seen(kind, client, before, leading), was(change, kind, lasted)),
                advice(change, kind, leading),
                kind.equals("exit-moved") ? "" : rest(change, leading, client.id()));
    }

    static String mark(String name) {
        return Catalogue.WORDS.text("mark." + name);
    }

    /** The finding that the message is about: none for a client that is protected, or not heard from. */
    private static Optional<Finding> leading(Transition change) {
        return change.to() == Status.RED || change.to() == Status.YELLOW
                ? Phrase.leading(change.client().lastColour(), change.client().findings())
                : Optional.empty();
    }

    private static String headline(Transition change, String kind, ClientCard client, Optional<Finding> leading) {
        String state = leading.map(finding -> finding.fact().state())
                .orElse(Catalogue.WORDS.text("state." + change.to().word()));
        String key = kind.equals("status") && change.to() == Status.GREEN ? "change.again" : "change." + kind;
        return Sentence.of(Catalogue.WORDS.has(key) ? key : "change", "client", client.id(), "state", state)
                .text();
    }

    private static String seen(String kind, ClientCard client, String before, Optional<Finding> leading) {
        if (kind.equals("silent")) {
            return Sentence.of("seen.heard", "ago", client.ago()).text();
        }
        if (leading.isPresent() && !kind.equals("exit-moved")) {
            return Words.line(leading.get().evidence(), SENTENCE);
        }
        String place = Stream.of(client.place(), client.provider())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        String key = (kind.equals("exit-moved") ? "seen.move" : "seen.at") + (place.isEmpty() ? "" : "-place");
        return client.exit().isEmpty()
                ? ""
                : Sentence.of(key, "address", client.exit(), "before", before, "place", place)
                        .text();
    }

    private static String was(Transition change, String kind, String lasted) {
        String from = change.from()
                .map(status -> Catalogue.WORDS.text("status." + status.word()))
                .orElse("");
        return Sentence.of("was." + kind, "from", from, "lasted", lasted).text();
    }

    private static String advice(Transition change, String kind, Optional<Finding> leading) {
        if (kind.equals("silent")) {
            boolean left = change.client().inContainer() && !change.client().stopped();
            return Catalogue.WORDS.text(left ? "advice.silent.container" : "advice.silent");
        }
        if (change.to() == Status.GREEN || kind.equals("exit-moved")) {
            return "";
        }
        String hint = leading.map(Finding::hint).orElse("");
        return hint.isEmpty()
                ? Sentence.of("advice.look", "client", change.client().id()).text()
                : Words.line(hint, SENTENCE);
    }

    /** What else is wrong with the client. */
    private static String rest(Transition change, Optional<Finding> leading, String client) {
        if (leading.isEmpty()) {
            return "";
        }
        List<String> titles = change.client().findings().stream()
                .filter(each -> each.colour() != Colour.GREEN)
                .map(ColouredFinding::finding)
                .map(Finding::fact)
                .filter(fact -> fact != leading.get().fact())
                .distinct()
                .map(Fact::title)
                .toList();
        if (titles.isEmpty()) {
            return "";
        }
        int more = Math.max(0, titles.size() - TITLES);
        return Sentence.of(
                        more == 0 ? "rest" : "rest.more",
                        "titles",
                        titles.subList(0, titles.size() - more),
                        "more",
                        more,
                        "client",
                        client)
                .text();
    }

    /** The message that the server started. */
    static Told started(boolean again, String homeLine) {
        return Told.of(
                mark("server"),
                Catalogue.WORDS.text(again ? "server.restarted" : "server.started"),
                homeLine.isEmpty()
                        ? Catalogue.WORDS.text("server.home-unknown")
                        : Sentence.of("server.home", "home", homeLine).text(),
                "");
    }

    /** The message that the server started again, and who is back. */
    static Told restarted(Comeback back, String homeLine) {
        int more = Math.max(0, back.missing().size() - NAMES);
        String asBefore = back.asBefore() == 0
                ? ""
                : Sentence.of(
                                "server.back",
                                "count",
                                back.asBefore(),
                                "noun",
                                Sentence.of("server.back.noun." + (back.asBefore() == 1 ? "one" : "many")))
                        .text();
        String missing = back.missing().isEmpty()
                ? ""
                : Sentence.of(
                                more == 0 ? "server.missing" : "server.missing.more",
                                "clients",
                                back.missing().subList(0, back.missing().size() - more),
                                "more",
                                more)
                        .text();
        return Told.of(
                mark("server"),
                Catalogue.WORDS.text("server.restarted"),
                joined(asBefore, missing),
                Sentence.of("server.home", "home", homeLine).text());
    }

    /** The message that the home address was learnt, or is another one than before. */
    static Told home(String before, String now) {
        return before.isEmpty()
                ? Told.of(
                        mark("home"),
                        Sentence.of("home.learnt", "home", now).text(),
                        Catalogue.WORDS.text("home.learnt.what"),
                        Catalogue.WORDS.text("home.advice"))
                : Told.of(
                        mark("home"),
                        Catalogue.WORDS.text("home.changed"),
                        Sentence.of("home.changed.what", "home", now, "before", before)
                                .text(),
                        Catalogue.WORDS.text("home.advice"));
    }

    /** The message that clients did not follow the server to its new address. */
    static Told leftBehind(List<String> clients, int more, String homeLine) {
        boolean one = clients.size() == 1 && more == 0;
        return Told.of(
                mark("silent"),
                Sentence.of(
                                "left-behind" + (one ? ".one" : more == 0 ? ".many" : ".more"),
                                "clients",
                                clients,
                                "more",
                                more)
                        .text(),
                Sentence.of("left-behind.what", "home", homeLine).text(),
                Catalogue.WORDS.text("left-behind.advice"));
    }

    /** The message, or the answer, that a client is forgotten. */
    static Told forgotten(String client) {
        return Told.of(
                mark("server"),
                Sentence.of("forgotten", "client", client).text(),
                Catalogue.WORDS.text("forgotten.what"),
                "");
    }

    /** The message that no client is left. */
    static Told noClients(String lasted, String since) {
        return Told.of(
                mark("warning"),
                Catalogue.WORDS.text("no-clients"),
                Sentence.of("no-clients.what", "lasted", lasted, "since", since).text(),
                Catalogue.WORDS.text("no-clients.advice"));
    }

    private static String joined(String one, String other) {
        return (one + " " + other).strip();
    }
}

package lab.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import vpnsentinel.network.Address;

/** The orchestrator's commands: each line gets one line, {@code ok}, JSON, or {@code error} with the reason. */
final class Control {
    /** The command that ends the program. */
    static final String STOP = "stop";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plan plan;
    private final Set<String> sites;
    private final Faults faults;
    private final RootServer root;
    private final Bot bot;
    private final Journal<Journal.Question> questions;
    private final Journal<Journal.Request> requests;

    Control(
            Plan plan,
            Set<String> sites,
            Faults faults,
            RootServer root,
            Bot bot,
            Journal<Journal.Question> questions,
            Journal<Journal.Request> requests) {
        this.plan = plan;
        this.sites = Set.copyOf(sites);
        this.faults = faults;
        this.root = root;
        this.bot = bot;
        this.questions = questions;
        this.requests = requests;
    }

    /** Does what the line says and tells how it went. */
    String answer(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        try {
            return obey(words.get(0), words.subList(1, words.size()));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return "error " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private String obey(String command, List<String> words) throws JsonProcessingException {
        return switch (command) {
            case "fault" -> done(() -> fault(words));
            case "dns" -> done(() -> root.fail(RootServer.Mode.parse(String.join(" ", words))));
            case "name" -> done(() -> move(words));
            case "bot" -> done(() -> bot.behave(words));
            case "messages" -> JSON.writeValueAsString(bot.messages().since(start(words)));
            case "questions" -> JSON.writeValueAsString(questions.since(start(words)));
            case "requests" -> JSON.writeValueAsString(requests.since(start(words)));
            case "reset" -> done(this::reset);
            case STOP -> "ok";
            default -> throw new IllegalArgumentException("no command: " + command);
        };
    }

    private static String done(Runnable work) {
        work.run();
        return "ok";
    }

    private void fault(List<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a fault of whom?");
        }
        faults.set(services(words.get(0)), Fault.parse(words.subList(1, words.size())));
    }

    private void move(List<String> words) {
        Address to = Address.parse(words.size() == 2 ? words.get(1) : "")
                .orElseThrow(() -> new IllegalArgumentException("a name and its address, not: " + words));
        root.zone().move(words.get(0), to);
    }

    private Collection<String> services(String word) {
        if (word.equals("all")) {
            return sites;
        }
        boolean fallible = sites.contains(word) || StunDoors.isStun(word);
        List<Address> addresses = fallible ? plan.addresses(word) : List.of();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("no provider: " + word);
        }
        return List.of(word);
    }

    private static Instant start(List<String> words) {
        return words.isEmpty() ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(words.get(0)));
    }

    private void reset() {
        faults.clear();
        root.fail(RootServer.Mode.NONE);
        root.zone().restore();
        bot.reset();
        questions.clear();
        requests.clear();
    }
}

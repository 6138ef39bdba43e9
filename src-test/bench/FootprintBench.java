package bench;

import demo.Pause;
import demo.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The benchmark of what both halves take of their machine ({@code ./sentinel bench footprint}): each by the command that
 * its users start it with, alone, with all that it meets in the world, some minutes after its start. Writes a table to the
 * screen and to {@code target/bench-footprint.md}.
 */
public final class FootprintBench {
    private static final int CLIENTS = 100;
    private static final int STARTS = 5;
    private static final String USAGE = "usage: ./sentinel bench footprint [--minutes 10]";

    /**
     * What is measured.
     *
     * @param half server or client
     * @param command that starts it
     * @param healthCheck that asks it how it is
     */
    record Subject(String half, List<String> command, List<String> healthCheck) {}

    private FootprintBench() {}

    /** Takes {@code --minutes} with a number, and behind {@code --} for each half its name and its commands, each behind {@code --}. */
    public static void main(String[] words) throws IOException {
        Optional<Plan> plan = Plan.of(Arrays.asList(words));
        if (plan.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        System.exit(run(plan.orElseThrow()) ? 0 : 1);
    }

    /** How long each half runs before it is looked at, and what is measured. */
    record Plan(Duration time, List<Subject> subjects) {
        static Optional<Plan> of(List<String> words) {
            List<List<String>> parts = parts(words);
            List<String> options = parts.get(0);
            boolean understood = options.isEmpty()
                    || (options.size() == 2
                            && options.get(0).equals("--minutes")
                            && options.get(1).matches("\\d{1,3}"));
            if (!understood || parts.size() % 2 == 0) {
                return Optional.empty();
            }
            List<Subject> subjects = new ArrayList<>();
            for (int i = 1; i < parts.size(); i += 2) {
                List<String> named = parts.get(i);
                subjects.add(new Subject(named.get(0), named.subList(1, named.size()), parts.get(i + 1)));
            }
            long minutes = options.isEmpty() ? 10 : Long.parseLong(options.get(1));
            return Optional.of(new Plan(Duration.ofMinutes(minutes), subjects));
        }

        private static List<List<String>> parts(List<String> words) {
            List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
            for (String word : words) {
                if (word.equals("--")) {
                    parts.add(new ArrayList<>());
                } else {
                    parts.get(parts.size() - 1).add(word);
                }
            }
            return parts;
        }
    }

    private static boolean run(Plan plan) throws IOException {
        FootprintTable table = new FootprintTable(plan.time(), CLIENTS);
        try {
            for (Subject subject : plan.subjects()) {
                measure(plan.time(), subject, table);
            }
        } catch (IllegalStateException notStarted) {
            System.err.println(notStarted.getMessage());
            return false;
        }
        String report = table.text();
        System.out.println("\n" + report);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("bench-footprint.md"), report);
        return true;
    }

    private static void measure(Duration time, Subject subject, FootprintTable table) throws IOException {
        try (ScratchFolder folder = new ScratchFolder("sentinel-footprint")) {
            System.out.println(subject.half() + ": " + STARTS + " starts");
            List<Duration> starts = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                starts.add(start(folder.path(), subject));
            }
            Duration start =
                    starts.stream().sorted(Comparator.naturalOrder()).toList().get(STARTS / 2);
            System.out.println(subject.half() + ": " + time.toMinutes() + " minutes of its life");
            table.add(subject.half(), live(folder.path(), subject, time, start, table));
        }
    }

    private static Habitat habitat(Path folder, Subject subject) throws IOException {
        return subject.half().equals("server") ? new ServerHabitat(folder, CLIENTS) : new ClientHabitat(folder, 300);
    }

    private static Duration start(Path folder, Subject subject) throws IOException {
        try (Habitat habitat = habitat(folder, subject);
                HalfProcess process = new HalfProcess(subject.command(), habitat, folder.resolve("start.log"))) {
            return process.awaitHealthy();
        }
    }

    private static Footprint live(Path folder, Subject subject, Duration time, Duration start, FootprintTable table)
            throws IOException {
        try (Habitat habitat = habitat(folder, subject);
                HalfProcess process = new HalfProcess(subject.command(), habitat, folder.resolve("life.log"))) {
            process.awaitHealthy();
            if (habitat instanceof ServerHabitat server) {
                server.allReport();
                server.live();
            }
            Pause.of(time);
            Footprint seen = Footprint.of(process.pid(), start);
            table.addCheck(subject.half(), HealthCheckCost.of(subject.healthCheck(), habitat, folder));
            return seen;
        }
    }
}

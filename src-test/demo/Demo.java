package demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The demonstration ({@code ./sentinel demo}): the real server, a simulated fleet over real HTTP, and a stand-in for
 * Telegram whose messages are printed. Shows every colour and every kind of message within two minutes, without a VPN or
 * a bot. Exit code 0 when everything was seen.
 */
public final class Demo {
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private Demo() {}

    /** Plays the demonstration. Options: {@code --keep}, {@code --port-offset <number>}. */
    public static void main(String[] words) {
        int offset = 0;
        boolean keep = false;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--keep")) {
                keep = true;
            } else if (words[i].equals("--port-offset") && i + 1 < words.length && words[i + 1].matches("\\d{1,5}")) {
                offset = Integer.parseInt(words[++i]);
            } else {
                System.err.println("usage: ./sentinel demo [--keep] [--port-offset <number>]");
                System.exit(2);
            }
        }
        System.exit(play(Ports.usual(offset), keep) ? 0 : 1);
    }

    private static boolean play(Ports ports, boolean keep) {
        System.out.println("starting the real server, a stand-in for the internet, and one for Telegram ...");
        try (Stage stage = new Stage(ports, new Narrator(System.out))) {
            System.out.println(explanation(ports));
            DemoScript script = stage.script(INTERVAL);
            List<Scene> scenes = new ArrayList<>(script.scenes());
            scenes.add(keep ? script.picture() : script.end());
            List<Row> rows = stage.play(scenes, 1);
            boolean all = summarise(rows);
            if (keep) {
                System.out.println("the fleet stays as it is: " + ports.dashboard("/dashboard") + " (Ctrl-C ends)");
                Pause.of(Duration.ofDays(365));
            }
            return all;
        } catch (IllegalStateException notStarted) {
            System.out.println(notStarted.getMessage());
            return false;
        }
    }

    private static String explanation(Ports ports) {
        return """

                Dashboard: %s

                Eight simulated clients report to the real server from VPN exits in eight countries; the server stands on
                the home line 203.0.113.7 in Zürich, which must not be seen. Whatever a client's evidence shows of that line
                is a leak. The clients send evidence only: every colour below is the server's verdict, every message is what
                it sent to Telegram. It takes about 95 s; Ctrl-C ends it at any time. (Two messages
                are not shown: that of a restart, and "No client is heard from", which takes 15 minutes of silence.)
                """.formatted(ports.dashboard("/dashboard"));
    }

    private static boolean summarise(List<Row> rows) {
        System.out.println(
                "\nwhat happened, what /status said, what the chat was told (each with the time it took):\n");
        rows.forEach(System.out::println);
        long unmet = rows.stream().filter(row -> !row.isMet()).count();
        System.out.println(
                unmet == 0
                        ? "\nevery colour and every message was seen"
                        : "\n" + unmet + " of " + rows.size() + " not as expected");
        return unmet == 0;
    }
}

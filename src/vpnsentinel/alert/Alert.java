package vpnsentinel.alert;

import java.util.List;

/** What a message says, for a template to put in pixels. Text is of bounded length and not yet escaped. */
public sealed interface Alert {
    /** What it is about, for the template: {@code status}, {@code returned}, {@code server-started}. */
    String kind();

    /** Whether it arrives without a sound, because nobody has to act. */
    boolean quiet();

    /** The message in words, line by line. */
    Told told();

    /**
     * A client changed.
     *
     * @param kind {@code first-sight}, {@code status}, {@code graver}, {@code silent}, {@code exit-moved}, or {@code returned}
     * @param from the status before, empty at first sight
     * @param to the status after
     * @param lasted how long the status before had lasted
     * @param oldExit the address before, when it was another
     * @param client the client after the change
     * @param homeLine the server's own address, which must not be seen; empty while it is not known
     * @param time when
     */
    record Change(
            String kind,
            String from,
            String to,
            String lasted,
            String oldExit,
            ClientCard client,
            String homeLine,
            String time,
            boolean quiet,
            Told told)
            implements Alert {}

    /**
     * The server started.
     *
     * @param again whether it ran before, by what it remembers
     * @param homeLine its own address, empty while it is not known
     */
    record Started(boolean again, String version, String homeLine, String time, Told told) implements Alert {
        @Override
        public String kind() {
            return "server-started";
        }

        @Override
        public boolean quiet() {
            return true;
        }
    }

    /**
     * The home address was learnt, or is another one.
     *
     * @param before what it was, empty when it is known for the first time
     * @param homeLine what it is
     */
    record HomeLearnt(String before, String homeLine, String time, Told told) implements Alert {
        @Override
        public String kind() {
            return "home-learnt";
        }

        @Override
        public boolean quiet() {
            return true;
        }
    }

    /**
     * Clients have not followed this server to its new address.
     *
     * @param clients their ids, as many as fit
     * @param more how many do not fit
     * @param homeLine the new address
     */
    record LeftBehind(List<String> clients, int more, String homeLine, String time, Told told) implements Alert {
        public LeftBehind {
            clients = List.copyOf(clients);
        }

        @Override
        public String kind() {
            return "left-behind";
        }

        @Override
        public boolean quiet() {
            return false;
        }
    }

    /**
     * A client was forgotten, as somebody wished.
     *
     * @param client its id
     */
    record Forgotten(String client, String time, Told told) implements Alert {
        @Override
        public String kind() {
            return "forgotten";
        }

        @Override
        public boolean quiet() {
            return true;
        }
    }

    /**
     * No client is heard from any more.
     *
     * @param lasted for how long
     * @param since the last sign of life of any client
     */
    record NoClients(String lasted, String since, String time, Told told) implements Alert {
        @Override
        public String kind() {
            return "no-clients";
        }

        @Override
        public boolean quiet() {
            return false;
        }
    }
}

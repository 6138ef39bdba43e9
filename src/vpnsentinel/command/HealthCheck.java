package vpnsentinel.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks the half that runs beside it, once, how it is: what a container's health check runs, every minute. Therefore it reads
 * the few variables that it needs by itself, and knows nothing but plain sockets: a look at all settings, or an HTTP client,
 * would cost more than the answer does. Exit code 0 when the half works, 1 when it does not, or does not answer.
 */
public final class HealthCheck {
    private static final int SICK = 1;
    private static final int WRONG_USAGE = 2;
    private static final int PATIENCE_MS = 5_000;
    private static final int LONGEST = 2_000;

    /**
     * Where a half answers.
     *
     * @param isOn whether it answers at all
     * @param isSecret whether it speaks TLS there
     */
    record Door(String host, int port, String path, boolean isOn, boolean isSecret) {}

    private HealthCheck() {}

    /** Takes the half as its only word. */
    public static void main(String[] words) {
        System.exit(run(words, System.getenv(), System.out));
    }

    static int run(String[] words, Map<String, String> environment, PrintStream out) {
        String half = words.length == 1 ? words[0] : "";
        if (!half.equals("server") && !half.equals("client")) {
            out.println("expected one word, server or client");
            return WRONG_USAGE;
        }
        return ask(half.equals("server") ? ofServer(environment) : ofClient(environment), out);
    }

    static Door ofServer(Map<String, String> environment) {
        return new Door(
                host(value(environment, "VPN_SENTINEL_SERVER_HEALTH_BIND", "")),
                port(value(environment, "VPN_SENTINEL_SERVER_HEALTH_PORT", ""), 8081),
                "/health",
                true,
                !value(environment, "VPN_SENTINEL_TLS_CERT_PATH", "").isEmpty());
    }

    static Door ofClient(Map<String, String> environment) {
        String monitor = value(environment, "VPN_SENTINEL_HEALTH_MONITOR", "true");
        boolean off = monitor.equalsIgnoreCase("false")
                || monitor.equalsIgnoreCase("no")
                || monitor.equalsIgnoreCase("off")
                || monitor.equals("0");
        return new Door(
                host(value(environment, "VPN_SENTINEL_HEALTH_BIND", "")),
                port(value(environment, "VPN_SENTINEL_HEALTH_PORT", ""), 8082),
                "/client/health",
                !off,
                false);
    }

    /** Without the blanks and quotes that some leave around a value. */
    private static String value(Map<String, String> environment, String name, String otherwise) {
        String text = environment.getOrDefault(name, "").strip();
        int last = text.length() - 1;
        if (last > 0 && (text.charAt(0) == '"' || text.charAt(0) == '\'') && text.charAt(last) == text.charAt(0)) {
            text = text.substring(1, last).strip();
        }
        return text.isEmpty() ? otherwise : text;
    }

    /** Whoever listens on all addresses is asked on the loopback. */
    private static String host(String bind) {
        String bare = bind.startsWith("[") && bind.endsWith("]") ? bind.substring(1, bind.length() - 1) : bind;
        return bare.isEmpty() || bare.equals("0.0.0.0") || bare.equals("localhost")
                ? "127.0.0.1"
                : bare.equals("::") ? "::1" : bare;
    }

    private static int port(String text, int otherwise) {
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise; // the half itself says what is wrong with it
        }
    }

    private static int ask(Door door, PrintStream out) {
        if (!door.isOn()) {
            out.println("not asked: VPN_SENTINEL_HEALTH_MONITOR is off");
            return 0;
        }
        String at = door.host() + ":" + door.port() + door.path();
        try (Socket socket = connected(door)) {
            String question = "GET " + door.path() + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
            String answer = text(socket.getInputStream());
            int body = answer.indexOf("\r\n\r\n");
            out.println(body < 0 ? at + " gave no answer of HTTP" : answer.substring(body + 4));
            return answer.startsWith("HTTP/1.1 200 ") ? 0 : SICK;
        } catch (IOException e) {
            out.println("nothing answers on " + at + ": " + e.getMessage());
            return SICK;
        }
    }

    private static Socket connected(Door door) throws IOException {
        InetAddress address = InetAddress.getByName(door.host());
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, door.port()), PATIENCE_MS);
            plain.setSoTimeout(PATIENCE_MS);
            return door.isSecret() ? OwnCertificate.over(plain, door.host(), door.port()) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
}

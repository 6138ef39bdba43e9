package lab.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A program in a namespace that does as it is told by lines: asks the server's API for the judge, is the torrent client
 * whose socket leaves beside the tunnel, the visitor of a published port, a bad line, or a reverse proxy.
 * <pre>
 * get URL KEY             the answer's status and body
 * connect LOCAL HOST PORT holds a connection from that address ({@code -}: any)
 * listen PORT             accepts connections and holds them
 * relay PORT TARGET LOSS DELAY   a UDP relay to a port of this host, with per cent lost and milliseconds late
 * proxy PORT HOST TARGET  an HTTP proxy that names whom it forwards for
 * drop                    gives up everything it holds
 * </pre>
 */
public final class Agent {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<AutoCloseable> held = new CopyOnWriteArrayList<>();

    private Agent() {}

    /** Answers line by line until its input ends. */
    public static void main(String[] arguments) throws IOException {
        Agent agent = new Agent();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(agent.answer(List.of(line.split(" "))));
        }
        System.exit(0);
    }

    private String answer(List<String> words) {
        try {
            return switch (words.get(0)) {
                case "get" -> get(words.get(1), words.get(2));
                case "connect" -> connect(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
                case "listen" -> listen(Integer.parseInt(words.get(1)));
                case "relay" ->
                    hold(new BadLine(
                            Integer.parseInt(words.get(1)),
                            Integer.parseInt(words.get(2)),
                            Integer.parseInt(words.get(3)),
                            Integer.parseInt(words.get(4))));
                case "proxy" ->
                    hold(new ReverseProxy(
                            Integer.parseInt(words.get(1)), words.get(2), Integer.parseInt(words.get(3))));
                case "drop" -> drop();
                default -> "error unknown word " + words.get(0);
            };
        } catch (IOException | RuntimeException e) {
            return "error " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "error interrupted";
        }
    }

    private String get(String url, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("X-API-Key", key)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body().replaceAll("\\s*\n\\s*", " ");
    }

    private String connect(String local, String host, int port) throws IOException {
        Socket socket = new Socket();
        hold(socket);
        if (!local.equals("-")) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(local), 0));
        }
        socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
        socket.setKeepAlive(true);
        return "ok " + socket.getLocalAddress().getHostAddress();
    }

    private String listen(int port) throws IOException {
        ServerSocket door = new ServerSocket(port);
        daemon(() -> {
            while (!door.isClosed()) {
                hold(door.accept());
            }
        });
        return hold(door);
    }

    private String hold(AutoCloseable thing) {
        held.add(thing);
        return "ok";
    }

    private String drop() {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                // it is given up anyway
            }
        }
        held.clear();
        return "ok";
    }

    /** Work that may end by its socket's being closed. */
    interface Work {
        /** Does it. */
        void run() throws IOException;
    }

    static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

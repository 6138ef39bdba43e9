package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import demo.Internet;
import demo.Line;
import demo.Provider;
import demo.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import support.FakeNameServer;
import vpnsentinel.network.Network;
import vpnsentinel.probe.Stun;

/** All that one client asks, on loopback: echo providers of both families, a name server, two STUN servers, and a server. */
final class Surroundings implements AutoCloseable {
    private static final Line EXIT =
            Line.of("198.51.100.10", 64510, "Example Exit", Network.Kind.HOSTING, Town.STOCKHOLM);
    private static final Line EXIT_SIX = EXIT.at("2001:db8:51::10");
    private static final String ANSWER = "{\"status\":\"ok\",\"verdict\":\"green\",\"reasons\":[],\"probe\":null}";
    private static final String BEAT = "{\"address\":\"198.51.100.10\",\"probe\":null}";

    private final Internet four = new Internet(EXIT);
    private final Internet six = new Internet(EXIT_SIX);
    private final FakeNameServer names = new FakeNameServer();
    private final List<DatagramSocket> stun = List.of(stunServer(), stunServer());
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bench-server");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger ident = new AtomicInteger();
    private final AtomicInteger datagrams = new AtomicInteger();
    private final List<Long> keepalives = new CopyOnWriteArrayList<>();
    private volatile Runnable uponKeepalive = () -> {};

    Surroundings() {
        names.knows("o-o.myaddr.l.google.com", "IN", "TXT", "\"198.51.100.53\"");
        names.knows("whoami.akamai.net", "IN", "A", "198.51.100.53");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private DatagramSocket stunServer() {
        try {
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread thread = new Thread(() -> serve(socket), "bench-stun");
            thread.setDaemon(true);
            thread.start();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(DatagramSocket socket) {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                datagrams.incrementAndGet();
                // as if it came from the exit: the client's own address is a loopback one
                InetSocketAddress exit = new InetSocketAddress(EXIT.address().asInetAddress(), 4_000);
                byte[] answer = Stun.answer(Arrays.copyOf(buffer, packet.getLength()), exit)
                        .orElseThrow();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean keepalive = path.endsWith("/keepalive");
            ident.addAndGet(path.startsWith("/ident") ? 1 : 0);
            String text = keepalive
                    ? ANSWER
                    : path.startsWith("/ident") ? EXIT_SIX.address().toString() : BEAT;
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            if (keepalive) {
                keepalives.add(System.nanoTime());
                uponKeepalive.run();
            }
        }
    }

    /** What is to be done whenever a keepalive came. */
    void uponKeepalive(Runnable what) {
        uponKeepalive = what;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings of a client that lives here. */
    Map<String, String> settings(Path folder, int interval, boolean dualStack) {
        Map<String, String> all = new HashMap<>(four.settings());
        all.put("VPN_SENTINEL_ECHO_IPINFO_SIX_URL", six.url(Provider.IPINFO).toString());
        all.put("VPN_SENTINEL_ECHO_IPIFY_SIX_URL", six.url(Provider.IPWHO_IS).toString());
        all.put("VPN_SENTINEL_ECHO_IDENT_SIX_URL", url() + "/ident");
        all.put("VPN_SENTINEL_ECHO_CLOUDFLARE_SIX_URL", "http://127.0.0.1:1");
        all.put("VPN_SENTINEL_PROBE_IPV6", dualStack ? "on" : "off");
        all.put("VPN_SENTINEL_STUN_SERVERS", String.join(",", stunServers()));
        all.put("VPN_SENTINEL_RESOLV_CONF", resolverConfiguration(folder).toString());
        all.put("VPN_SENTINEL_DATA_DIR", folder.toString());
        all.put("VPN_SENTINEL_CLIENT_ID", "bench");
        all.put("VPN_SENTINEL_API_KEY", "bench-key");
        all.put("VPN_SENTINEL_URL", url());
        all.put("VPN_SENTINEL_INTERVAL", Integer.toString(interval));
        all.put("VPN_SENTINEL_HEALTH_MONITOR", "false");
        return all;
    }

    private Path resolverConfiguration(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "resolv", ".conf");
            return Files.writeString(file, names.line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> stunServers() {
        return stun.stream().map(socket -> "127.0.0.1:" + socket.getLocalPort()).toList();
    }

    String nameServer() {
        return names.text();
    }

    String echo() {
        return four.url(Provider.IPINFO) + "/json";
    }

    /** What has been asked so far. */
    Asked asked() {
        int requests = four.paths().size() + six.paths().size() + ident.get();
        return new Asked(
                keepalives.size(),
                requests,
                (int) names.asked().stream()
                        .filter(each -> !each.equals("udp . IN NS") && !each.equals("udp localhost. IN A"))
                        .count(),
                datagrams.get());
    }

    /**
     * What was asked.
     *
     * @param requests of echo providers, by HTTP
     * @param names questions to the name server, those of the watch between the rounds left out
     * @param datagrams questions to STUN servers
     */
    record Asked(int keepalives, int requests, int names, int datagrams) {
        Asked since(Asked before) {
            return new Asked(
                    keepalives - before.keepalives,
                    requests - before.requests,
                    names - before.names,
                    datagrams - before.datagrams);
        }

        /** The same for one round of these, and an hour of twelve. */
        long hourly(int count) {
            return Math.round(12.0 * count / Math.max(1, keepalives));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        stun.forEach(DatagramSocket::close);
        names.close();
        four.close();
        six.close();
    }
}

package lab.net;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One complete internet in namespaces of its own, with everything that runs in it except the product. */
public final class World implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TO_APPEAR = Duration.ofSeconds(10);

    private final String prefix;
    private final Path folder;
    private final Plan plan;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Shell shell;
    private final Processes processes;
    private final Map<String, Conversation> agents = new ConcurrentHashMap<>();
    private final Conversation core;

    /**
     * Builds it.
     *
     * @param number tells it from the other worlds of this run
     * @param folder takes its logs and the files of its processes
     */
    public World(int number, Plan plan, Path folder) {
        this.prefix = "vs" + number;
        this.folder = folder.toAbsolutePath();
        this.plan = plan;
        variables.putAll(plan.variables());
        variables.put("W", prefix);
        variables.put("DIR", this.folder.toString());
        this.shell = new Shell(variables);
        this.processes = new Processes(prefix, this.folder);
        try {
            shell.run(Shell.resource("world.sh"));
            joinTunnels();
            this.core = startCore();
            startResolvers();
            restoreResolvers();
        } catch (RuntimeException e) {
            close(); // or no other one could be built in its place
            throw e;
        }
    }

    private void joinTunnels() {
        List<String> ends = List.of("vpn1", "vpn2", "client", "client2");
        for (String each : ends) {
            deleteOld(socket(each));
            processes.start(
                    each,
                    "wireguard",
                    List.of("sh", "-c", "mount --bind \"$0\" /run && exec wireguard-go -f wg0", sockets(each)));
        }
        for (String each : ends) {
            awaitFile(socket(each));
        }
        shell.run(Shell.resource("tunnels.sh"));
    }

    private String sockets(String namespace) {
        return folder.resolve(namespace).resolve("run").toString();
    }

    private Path socket(String namespace) {
        return folder.resolve(namespace).resolve("run/wireguard/wg0.sock");
    }

    /** What a process left that was ended without being asked is no sign of the next one. */
    private static void deleteOld(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitFile(Path file) {
        Instant end = Instant.now().plus(TO_APPEAR);
        while (!Files.exists(file)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(file + " does not appear");
            }
            Pause.of(Duration.ofMillis(20));
        }
    }

    private Conversation startCore() {
        Path home = folder.resolve("core");
        write(home.resolve("plan.json"), json(plan.services(home.toString())).getBytes(StandardCharsets.UTF_8));
        write(folder.resolve("networks.mmdb"), plan.database());
        return processes.talk(
                "core",
                "core",
                Jvm.helper(
                        "-Xmx128m", "lab.core.Core", home.resolve("plan.json").toString()));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startResolvers() {
        resolver(
                "isp",
                new Unbound(variable("HOME_RESOLVER"), List.of(variable("HOME_RESOLVER6")), Unbound.Way.RESOLVE));
        resolver("isp2", new Unbound(variable("SITE_RESOLVER"), List.of(), Unbound.Way.RESOLVE));
        resolver(
                "public",
                new Unbound(
                        variable("PUBLIC_RESOLVER"),
                        List.of(variable("PUBLIC_RESOLVER6")),
                        Unbound.Way.RESOLVE_WITH_SUBNET));
        resolver("vpn1", new Unbound(variable("VPN1_RESOLVER"), List.of("10.8.0.1", "fd00:8::1"), Unbound.Way.RESOLVE));
        resolver("vpn2", new Unbound(variable("VPN2_RESOLVER"), List.of("10.8.0.1", "fd00:8::1"), Unbound.Way.RESOLVE));
    }

    private void resolver(String namespace, Unbound unbound) {
        processes.start(namespace, "unbound", unbound.command(folder.resolve(namespace), variable("CORE_DNS")));
    }

    /** Starts a forwarder in the client's namespace, as routers and containers run one, that asks from that address. */
    public Child startForwarder(String upstream, String from) {
        Unbound forwarder = new Unbound(from, List.of("127.0.0.1"), Unbound.Way.FORWARD);
        return processes.start("client", "forwarder", forwarder.command(folder.resolve("client"), upstream));
    }

    /** Gives every host the resolver that it has when nothing is wrong. */
    public void restoreResolvers() {
        run("""
                resolver server $HOME_RESOLVER
                resolver client 10.8.0.1
                resolver client2 10.8.0.1
                resolver companion $SITE_RESOLVER
                """);
    }

    /** Runs a script with the words of {@code functions.sh}; what it printed. */
    public String run(String script) {
        return shell.run(script);
    }

    /** The address or word of that name in the plan. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the plan has no " + name);
        }
        return value;
    }

    /** The services of the internet. */
    public Conversation core() {
        return core;
    }

    /** The authority that signs their certificates. */
    public Path authority() {
        return folder.resolve("core").resolve("ca.pem");
    }

    /** The agent in that namespace, started when it is first needed. */
    public Conversation agent(String namespace) {
        return agents.computeIfAbsent(
                namespace, name -> processes.talk(name, "agent", Jvm.helper("-Xmx32m", "lab.net.Agent")));
    }

    /** How many packets of the namespace have been counted under that name. */
    public long counted(String namespace, String counter) {
        String out = run("at " + namespace + " nft list counter inet truth " + counter);
        return Long.parseLong(out.replaceAll("(?s).*packets (\\d+).*", "$1"));
    }

    /**
     * Starts one half of the product.
     *
     * @param namespace where it runs, with the resolver of that namespace
     * @param preload words before {@code java}, {@code env NAME=value}
     * @param name of its log
     */
    public Child startProduct(
            String namespace, List<String> preload, String half, String name, Path log, Map<String, String> settings) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\""));
        command.add(folder.resolve(namespace).resolve("resolv.conf").toString());
        command.addAll(preload);
        command.addAll(Jvm.product(half, folder.resolve("core")));
        return processes.start(namespace, name, command, log, settings);
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends everything in it and removes it. */
    @Override
    public void close() {
        Leftovers.remove(prefix + "-*");
    }
}

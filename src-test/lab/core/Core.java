package lab.core;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Address;

/** The internet of one world: names, echo and geolocation services, STUN, and the Bot API, in one process. */
public final class Core implements AutoCloseable {
    private final Plan plan;
    private final Ports ports;
    private final InstantSource clock;
    private final Faults faults = new Faults();
    private final Journal<Journal.Request> requests = new Journal<>();
    private final Map<String, Site> sites;
    private final RootServer root;
    private final Bot bot;
    private final DnsDoors dns;
    private final WebDoors web = new WebDoors();
    private final StunDoors stun;

    private Core(Plan plan, InstantSource clock) {
        this.plan = plan;
        this.clock = clock;
        ports = Ports.of(plan.ports());
        sites = Site.all(new Geography(plan.networks()));
        root = new RootServer(new Zone(plan));
        bot = new Bot(clock);
        dns = new DnsDoors(clock);
        stun = new StunDoors(faults, requests, clock);
    }

    /** Serves the plan in the file that is named, and obeys its standard input until that ends. */
    public static void main(String... arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // what a library prints must not come between answers
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Core core = start(Plan.read(Path.of(String.join(" ", arguments))), InstantSource.system())) {
            out.println(core.greeting());
            core.obey(in, out);
        } catch (IllegalArgumentException | IOException | GeneralSecurityException e) {
            System.err.println("core: " + e);
            System.exit(2);
        }
    }

    /**
     * A running one.
     *
     * @throws IllegalArgumentException when the plan names a service that there is not
     */
    static Core start(Plan plan, InstantSource clock) throws IOException, GeneralSecurityException {
        Core core = new Core(plan, clock);
        try {
            core.open();
            return core;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            core.close();
            throw e;
        }
    }

    /** {@code ready}, and behind it the ports when they are not the usual ones. */
    String greeting() {
        return plan.ports().isEmpty() ? "ready" : "ready " + ports.json();
    }

    Ports ports() {
        return ports;
    }

    /** What takes commands. */
    Control control() {
        return new Control(plan, sites.keySet(), faults, root, bot, dns.journal(), requests);
    }

    private void obey(BufferedReader in, PrintStream out) throws IOException {
        Control control = control();
        Optional<String> line = Optional.ofNullable(in.readLine());
        while (line.isPresent()) {
            out.println(control.answer(line.get()));
            if (line.get().strip().equals(Control.STOP)) {
                return;
            }
            line = Optional.ofNullable(in.readLine());
        }
    }

    private void open() throws IOException, GeneralSecurityException {
        Authority authority = new Authority(clock.instant());
        writeCertificates(authority);
        for (Map.Entry<String, List<Address>> each : plan.listen().entrySet()) {
            open(each.getKey(), each.getValue());
        }
        web.open(plan, ports, authority, new Web.Sites(sites, bot, faults, requests, clock));
    }

    private void open(String name, List<Address> addresses) throws IOException {
        Optional<NameServer> names = nameServer(name, addresses);
        boolean isStun = StunDoors.isStun(name);
        if (names.isEmpty() && !isStun && !sites.containsKey(name) && !name.equals(Bot.NAME)) {
            throw new IllegalArgumentException("plan: no service " + name);
        }
        for (Address address : addresses) {
            if (names.isPresent()) {
                dns.open(address, ports.dns(), names.get());
            }
            for (int port : isStun ? ports.stun() : List.<Integer>of()) {
                stun.open(name, address, port);
            }
        }
    }

    private Optional<NameServer> nameServer(String name, List<Address> addresses) {
        return name.equals(Plan.DNS)
                ? Optional.of(root)
                : PublicResolver.Operator.of(name)
                        .map(operator -> new PublicResolver(operator, addresses, root, ports.delegated()));
    }

    /** The authority's certificate, and an identity for each further name, whose server is somebody else. */
    private void writeCertificates(Authority authority) throws IOException, GeneralSecurityException {
        Path folder = Files.createDirectories(plan.dir());
        Files.writeString(folder.resolve("ca.pem"), Identity.pem(authority.certificate()));
        for (Map.Entry<String, List<Address>> each : plan.names().entrySet()) {
            Identity identity = authority.issue(List.of(each.getKey()), each.getValue());
            Files.writeString(folder.resolve(each.getKey() + ".pem"), Identity.pem(identity.certificate()));
            Files.writeString(folder.resolve(each.getKey() + "-key.pem"), identity.keyPem());
        }
    }

    @Override
    public void close() {
        faults.clear();
        bot.close();
        stun.close();
        dns.close();
        web.close();
    }
}

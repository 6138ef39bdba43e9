package lab.core;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vpnsentinel.network.Address;

/** The listeners of all web services: HTTP and HTTPS at each address, its certificate for all names there. */
final class WebDoors implements AutoCloseable {
    private final List<HttpServer> doors = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemon::thread);

    /** Opens doors for all sites of the plan. */
    void open(Plan plan, Ports ports, Authority authority, Web.Sites sites)
            throws IOException, GeneralSecurityException {
        for (Map.Entry<Address, List<String>> each : names(plan, sites).entrySet()) {
            Address address = each.getKey();
            List<String> names = each.getValue();
            HttpServer plain = HttpServer.create(new InetSocketAddress(address.asInetAddress(), ports.http()), 50);
            start(plain, new Web(names, false, sites));
            HttpsServer secret = HttpsServer.create(new InetSocketAddress(address.asInetAddress(), ports.https()), 50);
            Identity identity = authority.issue(names, List.of(address));
            secret.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
            start(secret, new Web(names, true, sites));
        }
    }

    /** The names at each address. */
    private static Map<Address, List<String>> names(Plan plan, Web.Sites sites) {
        Map<Address, List<String>> all = new TreeMap<>();
        new TreeMap<>(plan.listen()).forEach((name, addresses) -> {
            if (name.equals(Bot.NAME) || sites.byName().containsKey(name)) {
                addresses.forEach(address ->
                        all.computeIfAbsent(address, a -> new ArrayList<>()).add(name));
            }
        });
        return all;
    }

    private void start(HttpServer door, Web web) {
        doors.add(door);
        door.createContext("/", web);
        door.setExecutor(threads);
        door.start();
    }

    @Override
    public void close() {
        doors.forEach(door -> door.stop(0));
        threads.shutdownNow();
    }
}

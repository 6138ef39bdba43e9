package vpnsentinel.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.call.RememberedNames;
import vpnsentinel.call.ServerConnections;
import vpnsentinel.call.ServerTrust;
import vpnsentinel.call.TrustedAuthorities;
import vpnsentinel.client.ClientHealth;
import vpnsentinel.client.ClientHealthServer;
import vpnsentinel.client.ClientIdentity;
import vpnsentinel.client.ClientState;
import vpnsentinel.client.ClientSteps;
import vpnsentinel.client.KillSwitchSteps;
import vpnsentinel.client.LostNetworkSteps;
import vpnsentinel.client.NetworkWatch;
import vpnsentinel.client.SendBeatSteps;
import vpnsentinel.client.SendKeepaliveSteps;
import vpnsentinel.client.WatchResolverSteps;
import vpnsentinel.engine.Gate;
import vpnsentinel.engine.Rehearsal;
import vpnsentinel.engine.RouteState;
import vpnsentinel.engine.RunningHalf;
import vpnsentinel.engine.Wiring;
import vpnsentinel.http.FailureSteps;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.Family;
import vpnsentinel.network.HostName;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.PathProbe;
import vpnsentinel.probe.ProbeComponents;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.probe.ResolverPulse;
import vpnsentinel.probe.ServerAddresses;
import vpnsentinel.probe.SocketProbe;
import vpnsentinel.probe.StunProbe;
import vpnsentinel.probe.StunServers;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.Version;
import vpnsentinel.wire.OwnZone;

/** The client: what its routes name, and the server for checks of its health. */
public final class ClientHalf implements Wiring, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientHalf.class);
    private static final int FAREWELL_S = 2;

    private final Settings settings;
    private final InstantSource clock;
    private final ClientIdentity identity;
    private final RememberedNames names = new RememberedNames();
    private final ServerAddresses server;
    private final NetworkWatch watch;
    private final ClientState state;
    private final EchoProviders echoes;
    private final ResolverProbe resolvers;
    private final ResolverPulse pulse;
    private final StunProbe stun;
    private final OwnZone zone;
    private final Runnable end;
    private Optional<RunningHalf> half = Optional.empty();
    private Optional<ClientHealthServer> healthServer = Optional.empty();

    private ClientHalf(Settings settings, InstantSource clock, Runnable end) {
        this.settings = settings;
        this.clock = clock;
        this.end = end;
        identity = ClientIdentity.of(settings);
        String host = HostName.of(settings.url("client.server-url"));
        server = new ServerAddresses(host, () -> names.failures(host));
        watch = new NetworkWatch(
                path(settings, server)::look, sockets(settings)::look, settings.list("tunnel.interfaces"));
        state = new ClientState(identity, Version.text(), pace(settings), watch, clock);
        echoes = Outside.echoes(settings, clock);
        resolvers = Outside.resolvers(settings);
        pulse = new ResolverPulse(settings.path("probe.resolv-conf"), resolvers::asked);
        stun = StunServers.probe(settings);
        zone = new OwnZone(settings, identity.id());
    }

    private static ClientState.Pace pace(Settings settings) {
        return new ClientState.Pace(
                settings.duration("client.interval"),
                settings.duration("watch.interval"),
                settings.isOn("quiet.while-red"));
    }

    private static PathProbe path(Settings settings, ServerAddresses server) {
        return new PathProbe(
                new PathProbe.Targets(
                        settings.addresses("path.targets"), server::known, settings.prefixes("direct.allowed")),
                Path.of("/proc"),
                Path.of("/sys"),
                settings.path("probe.resolv-conf"));
    }

    private static SocketProbe sockets(Settings settings) {
        return new SocketProbe(
                Path.of("/proc"), settings.prefixes("direct.allowed"), settings.isOn("sockets.on-hosts"));
    }

    /** Starts a client that nothing ends but its being closed. */
    public static ClientHalf start(Settings settings, InstantSource clock) throws Exception {
        return start(settings, clock, () -> {});
    }

    /**
     * Starts the client; throws when it cannot run, with everything closed again.
     *
     * @param end begins to end the program with {@link LostNetworkSteps#EXIT_CODE}
     */
    public static ClientHalf start(Settings settings, InstantSource clock, Runnable end) throws Exception {
        ClientHalf client = new ClientHalf(settings, clock, end);
        try {
            client.startHealthServer();
            client.half = Optional.of(RunningHalf.start(Half.CLIENT, settings, clock, client, new Gate()));
            return client;
        } catch (Exception e) {
            client.close();
            throw e;
        }
    }

    /** Tries the route files as a start would; nothing runs. */
    static Rehearsal rehearse(Settings settings, InstantSource clock) throws Exception {
        try (ClientHalf client = new ClientHalf(settings, clock, () -> {})) {
            return RunningHalf.rehearse(Half.CLIENT, settings, clock, client);
        }
    }

    /** Before everything else: a busy port must stop the start before anything is sent. */
    private void startHealthServer() {
        if (settings.isOn("client.health.enabled")) {
            Endpoint at = settings.listener("client.health");
            healthServer = Optional.of(new ClientHealthServer(
                    at.host(),
                    at.port(),
                    this::health,
                    new ClientHealthServer.Asked(
                            echoes::requestsLastHour, resolvers::questionsLastHour, stun::questionsLastHour),
                    clock));
        }
    }

    private ClientHealth health() {
        return state.health(
                half.map(RunningHalf::routes).orElse(RouteState.WHOLE).troubles());
    }

    @Override
    public void bind(Registry registry) {
        FailureSteps.bind(registry);
        boolean insecure = settings.isOn("client.allow-insecure");
        SSLContext trust = ServerTrust.of(settings);
        HostnameVerifier verifier = insecure ? NoopHostnameVerifier.INSTANCE : new DefaultHostnameVerifier();
        registry.bind("server-trust", SSLContextParameters.class, TrustedAuthorities.parameters(trust));
        registry.bind("server-names", HostnameVerifier.class, verifier);
        Duration patience = settings.duration("probe.timeout");
        registry.bind("server-by-four", ServerConnections.by(Family.V4, trust, verifier, names, patience));
        registry.bind("server-by-six", ServerConnections.by(Family.V6, trust, verifier, names, patience));
        new ClientSteps(state, watch, echoes, resolvers, stun, settings.text("api.key"), clock).bind(registry);
        new LostNetworkSteps(settings.duration("watch.exit-without-network"), watch, end, clock).bind(registry);
        new SendKeepaliveSteps(state, settings.text("api.key")).bind(registry);
        new SendBeatSteps(state, identity, settings.text("api.key")).bind(registry);
        new WatchResolverSteps(state, watch, pulse).bind(registry);
        KillSwitchSteps.of(settings, state, watch, identity, trust, server, clock)
                .bind(registry);
        if (insecure) {
            LOG.warn("any certificate of the server is accepted; whoever sits in between can read the API key"
                    + " hint=\"unset VPN_SENTINEL_ALLOW_INSECURE, set VPN_SENTINEL_TLS_CERT_PATH\"");
        }
    }

    @Override
    public void components(CamelContext context) {
        ProbeComponents.add(context, settings, echoes, resolvers, zone, names);
    }

    @Override
    public Map<String, String> indispensable() {
        return Indispensable.of(Half.CLIENT);
    }

    @Override
    public Map<String, String> placeholders() {
        Map<String, String> derived = new HashMap<>(zone.placeholders());
        derived.put("own-echo.on", String.valueOf(!settings.asksThirdParties()));
        if ("https".equals(settings.url("client.server-url").getScheme())) {
            derived.put("client.server-trust", "#server-trust");
            derived.put("client.server-names", "#server-names");
        }
        return derived;
    }

    @Override
    public void started(CamelContext context) {
        LOG.info(
                "client started: version {}, id {}, server {}, a round every {} s",
                Version.text(),
                identity.id(),
                settings.url("client.server-url"),
                settings.duration("client.interval").toSeconds());
    }

    /** Says goodbye, and waits for it no longer than the time in which a process has to end. */
    @Override
    public void stopping(CamelContext context) {
        if (half.isEmpty()) {
            return; // it never ran: there is nothing to take leave of
        }
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Future<?> sent = template.asyncSendBody("direct:send-keepalive", state.farewell());
            sent.get(FAREWELL_S, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("the server was not told of this stop: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.io.IOException e) {
            LOG.debug("template not closed", e);
        }
    }

    @Override
    public void close() {
        half.ifPresent(RunningHalf::close);
        healthServer.ifPresent(ClientHealthServer::close);
        echoes.close();
        resolvers.close();
        pulse.close();
        stun.close();
    }
}

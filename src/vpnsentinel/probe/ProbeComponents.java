package vpnsentinel.probe;

import java.time.Duration;
import org.apache.camel.CamelContext;
import vpnsentinel.call.HttpCalls;
import vpnsentinel.call.RememberedNames;
import vpnsentinel.call.TrustedAuthorities;
import vpnsentinel.lookup.EchoComponent;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.settings.Settings;
import vpnsentinel.wire.OwnZone;

/** The components by which a route file makes an echo provider or a resolver method, and those that it calls out with. */
public final class ProbeComponents {
    private ProbeComponents() {}

    /** Adds {@code echo}, {@code resolver}, {@code dns-question}, {@code http}, and {@code https}. */
    public static void add(
            CamelContext context, Settings settings, EchoProviders providers, ResolverProbe resolver, OwnZone zone) {
        add(context, settings, providers, resolver, zone, new RememberedNames());
    }

    /**
     * Adds the same.
     *
     * @param names where they find hosts
     */
    public static void add(
            CamelContext context,
            Settings settings,
            EchoProviders providers,
            ResolverProbe resolver,
            OwnZone zone,
            RememberedNames names) {
        context.addComponent("echo", new EchoComponent(providers));
        context.addComponent("resolver", new ResolverComponent(resolver));
        Duration patience = settings.duration("probe.timeout");
        context.addComponent("dns-question", new DnsQuestionComponent(patience, zone::nonce, resolver::asked));
        HttpCalls.add(context, names, TrustedAuthorities.context(settings), patience);
    }
}

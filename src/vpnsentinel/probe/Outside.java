package vpnsentinel.probe;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import vpnsentinel.lookup.EchoPolicy;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.settings.Settings;

/** Whom in the world outside this process asks, as the settings want it. */
public final class Outside {
    private enum V6 {
        AUTO,
        ON,
        OFF
    }

    private Outside() {}

    /** No echo providers yet; the route files bring them. */
    public static EchoProviders echoes(Settings settings, InstantSource clock) {
        EchoPolicy policy =
                new EchoPolicy(settings.text("geolocation.service"), v6(settings), settings.asksThirdParties());
        return new EchoProviders(policy, settings.duration("probe.timeout"), clock);
    }

    /** Whether the exit by IPv6 is looked at; asks the kernel each time. */
    public static BooleanSupplier v6(Settings settings) {
        return switch (settings.choice("probe.v6", V6.class)) {
            case ON -> () -> true;
            case OFF -> () -> false;
            case AUTO -> Reach::v6;
        };
    }

    /** No resolver methods yet; the route files bring them. */
    public static ResolverProbe resolvers(Settings settings) {
        Predicate<String> operators = operator -> settings.asksThirdParties() || operator.equals(ExitSighting.OWN_PATH);
        return new ResolverProbe(settings.path("probe.resolv-conf"), settings.duration("probe.timeout"), operators);
    }
}

package vpnsentinel.echoserver;

import org.apache.camel.spi.Registry;
import vpnsentinel.engine.Step;
import vpnsentinel.http.Guard;

/** The step of the route check-hairpin, and the ear at the listener that it knocks at. */
public final class HairpinSteps {
    private final HairpinCheck check;

    /** The step and the ear of that check. */
    public HairpinSteps(HairpinCheck check) {
        this.check = check;
    }

    /** Makes the step known to the routes. */
    public void bind(Registry registry) {
        Step.blocking("check-hairpin", "", "", exchange -> check.attempt()).in(registry);
    }

    /** A guard that hears the check's own word before the other decides. */
    public Guard hearing(Guard other) {
        return (request, caller) -> {
            check.hear(request.getHeader(HairpinCheck.KNOCK), caller);
            return other.refuse(request, caller);
        };
    }
}

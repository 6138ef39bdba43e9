package vpnsentinel.echoserver;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.apache.camel.spi.Registry;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;
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
        return new Guard() {
            @Override
            public Optional<Refusal> refuse(HttpServerRequest request, Caller caller) {
                check.hear(request.getHeader(HairpinCheck.KNOCK), caller);
                return other.refuse(request, caller);
            }

            @Override
            public boolean knows(HttpServerRequest request, Caller caller) {
                return other.knows(request, caller);
            }
        };
    }
}

package support;

import demo.Line;
import demo.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveFormat;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;

/** Writes the keepalives of a client that sits behind a VPN, unless told otherwise. */
public final class FakeClient {
    private static final Instant ANY_TIME = Instant.parse("2026-11-22T08:00:00Z");

    private final String id;
    private String boot = "boot-1";
    private long sequence;
    private List<Line> exits = List.of(World.STOCKHOLM.exit(), World.STOCKHOLM.exit());
    private String site = "";
    private boolean companion;
    private boolean followsName;
    private Optional<Line> resolver = Optional.of(World.STOCKHOLM.resolver());

    /** A client whose exit two sources see, and whose resolver is its VPN's. */
    public FakeClient(String id) {
        this.id = id;
    }

    /** What one source each sees from now on; nothing: two sources fail. */
    public FakeClient exits(Line... seen) {
        exits = List.of(seen);
        return this;
    }

    /** The resolver that it uses from now on. */
    public FakeClient resolver(Line egress) {
        resolver = Optional.of(egress);
        return this;
    }

    /** It is at that site, behind the VPN there, or outside it to show the site's line. */
    public FakeClient at(String where, boolean asCompanion) {
        site = where;
        companion = asCompanion;
        return this;
    }

    /** It calls the server by a name. */
    public FakeClient followsName() {
        followsName = true;
        return this;
    }

    /** No method shows its resolver from now on. */
    public FakeClient noResolver() {
        resolver = Optional.empty();
        return this;
    }

    /** From now on it is another start of the client; going back to an older one makes twins. */
    public FakeClient boot(String nonce) {
        boot = nonce;
        return this;
    }

    /** The body of its next keepalive. */
    public byte[] next() {
        sequence++;
        return again();
    }

    /** The body of a keepalive with the number of the last one. */
    public byte[] again() {
        Report report = new Report(
                boot,
                sequence,
                Duration.ofSeconds(60),
                Duration.ZERO,
                exitAnswers(),
                List.of(resolverAnswer()),
                List.of(),
                LocalSigns.NONE,
                Duration.ZERO,
                followsName);
        Keepalive keepalive = new Keepalive(id, "2.0.0", false, LineClaim.NONE, Optional.of(report));
        return KeepaliveFormat.write(keepalive.at(site, companion), ANY_TIME);
    }

    private List<Answer<ExitSighting>> exitAnswers() {
        List<Answer<ExitSighting>> answers = new ArrayList<>();
        for (Line line : exits) {
            String source = "source-" + answers.size() + ".test";
            answers.add(new Answer.Seen<>(
                    source, new ExitSighting(source, source, line.address(), line.network(), line.place())));
        }
        return answers.isEmpty()
                ? List.of(new Answer.Missing<>("a.test", "HTTP 500"), new Answer.Missing<>("b.test", "time-out"))
                : answers;
    }

    private Answer<ResolverSighting> resolverAnswer() {
        return resolver.<Answer<ResolverSighting>>map(line -> new Answer.Seen<>(
                        "method",
                        new ResolverSighting(
                                "method", "method", "10.2.0.1", List.of(line.address()), List.of(), List.of())))
                .orElse(new Answer.Missing<>("method", "time-out"));
    }
}

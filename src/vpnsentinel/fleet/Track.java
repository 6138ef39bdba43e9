package vpnsentinel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.verdict.Proof;

/**
 * One kind of evidence over time.
 *
 * @param seen the sightings of the last round that showed something
 * @param proof how well it is verified
 * @param provenAt when it last was, empty when never
 * @param trouble why sources brought nothing in the last round, one clause each
 */
record Track<T>(List<T> seen, Proof proof, Optional<Instant> provenAt, List<String> trouble) {
    Track {
        seen = List.copyOf(seen);
        trouble = List.copyOf(trouble);
    }

    static <T> Track<T> unknown() {
        return new Track<>(List.of(), new Proof(false, 0), Optional.empty(), List.of());
    }

    /** Whether the last round proved it. */
    boolean isFresh() {
        return proof.equals(Proof.FRESH);
    }

    /** A round that proved it. */
    Track<T> proven(List<T> sightings, List<String> why, Instant now) {
        return new Track<>(sightings, Proof.FRESH, Optional.of(now), why);
    }

    /** A round that proved nothing: what was proven before is carried on, or what little there is shown. */
    Track<T> missed(List<T> sightings, List<String> why) {
        return new Track<>(proof.ever() ? seen : sightings, new Proof(proof.ever(), proof.misses() + 1), provenAt, why);
    }

    /** A round whose sightings have to be looked at, although they prove nothing yet. */
    Track<T> doubted(List<T> sightings, List<String> why) {
        return new Track<>(sightings, proof, provenAt, why);
    }
}

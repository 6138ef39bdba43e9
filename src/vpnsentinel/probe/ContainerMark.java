package vpnsentinel.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells a container by the file that its engine leaves in it: Docker {@code /.dockerenv}, Podman {@code /run/.containerenv}.
 * A pod of Kubernetes does not count: its network outlives the containers in it.
 */
final class ContainerMark {
    private static final List<String> MARKS = List.of(".dockerenv", "run/.containerenv");
    /** What every pod is given unless its owner wants otherwise. */
    private static final String POD = "run/secrets/kubernetes.io";

    private ContainerMark() {}

    /** Whether the root of this file system is that of a container whose network goes when a container goes. */
    static boolean isIn(Path root) {
        return MARKS.stream().anyMatch(mark -> Files.exists(root.resolve(mark))) && !Files.exists(root.resolve(POD));
    }
}

package deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Half;

/** The manifests for Kubernetes, read by a model of its API that takes no field which it does not know. */
class KubernetesTest {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "Deployment", Deployment.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "Secret", Secret.class,
            "Service", Service.class);

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new WithoutAnySetter())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The model would keep what it does not know. */
    private static final class WithoutAnySetter extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated any) {
            return false;
        }
    }

    private final List<HasMetadata> all = new ArrayList<>();

    KubernetesTest() throws IOException {
        for (String file : List.of("server", "client")) {
            for (JsonNode document : Yaml.files(Path.of("docker/kubernetes", file + ".yaml"))) {
                all.add(read(document));
            }
        }
    }

    private static HasMetadata read(JsonNode document) throws IOException {
        String kind = document.path("kind").asText();
        return STRICT.treeToValue(
                document,
                Optional.ofNullable(KINDS.get(kind)).orElseThrow(() -> new IllegalArgumentException("kind " + kind)));
    }

    private <T> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Stream<PodSpec> pods() {
        return of(Deployment.class).stream()
                .map(each -> each.getSpec().getTemplate().getSpec());
    }

    private Stream<Container> ours() {
        return pods().flatMap(pod -> pod.getContainers().stream())
                .filter(container -> container.getImage().startsWith("vpn-sentinel/"));
    }

    @Test
    void aFieldThatIsNoneIsRefused() {
        JsonNode misspelt = Yaml.tree("{apiVersion: apps/v1, kind: Deployment, spec: {replica: 1}}");

        assertThatThrownBy(() -> read(misspelt)).hasMessageContaining("replica");
    }

    @Test
    void eachDeploymentSelectsItsOwnPodsAndTheServiceThoseOfTheServer() {
        assertThat(of(Deployment.class))
                .hasSize(2)
                .allSatisfy(deployment -> assertThat(
                                deployment.getSpec().getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels()));
        assertThat(of(Service.class))
                .singleElement()
                .satisfies(service -> assertThat(of(Deployment.class).stream()
                                .map(each -> each.getSpec().getSelector().getMatchLabels()))
                        .contains(service.getSpec().getSelector()));
    }

    @Test
    void whatIsMountedAndClaimedExists() {
        List<String> claims = of(PersistentVolumeClaim.class).stream()
                .map(claim -> claim.getMetadata().getName())
                .toList();

        assertThat(pods()).allSatisfy(pod -> {
            List<String> volumes =
                    pod.getVolumes().stream().map(Volume::getName).toList();
            assertThat(pod.getContainers().stream().flatMap(each -> each.getVolumeMounts().stream()))
                    .extracting(VolumeMount::getName)
                    .allMatch(volumes::contains);
            assertThat(pod.getVolumes().stream()
                            .map(Volume::getPersistentVolumeClaim)
                            .flatMap(Stream::ofNullable))
                    .allMatch(claim -> claims.contains(claim.getClaimName()));
        });
    }

    @Test
    void everySecretThatIsNamedHasItsPlace() {
        Map<String, Secret> secrets = of(Secret.class).stream()
                .collect(Collectors.toMap(each -> each.getMetadata().getName(), each -> each));

        assertThat(pods().flatMap(pod -> pod.getContainers().stream())
                        .flatMap(container -> container.getEnv().stream())
                        .map(EnvVar::getValueFrom)
                        .flatMap(Stream::ofNullable)
                        .map(source -> source.getSecretKeyRef()))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(secrets.get(reference.getName()).getStringData())
                                .containsKey(reference.getKey()));
    }

    @Test
    void ourContainersMayDoNothingTheyNeedNot() {
        assertThat(ours()).hasSize(2).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getLivenessProbe()).isNotNull();
        });
    }

    @Test
    void ourContainersAreGivenSettingsOfTheirHalf() {
        assertThat(ours()).allSatisfy(container -> {
            Half half = container.getImage().contains("/server:") ? Half.SERVER : Half.CLIENT;
            List<String> known = Declarations.all().stream()
                    .filter(each -> each.concerns(half))
                    .flatMap(each -> each.names().stream())
                    .toList();
            assertThat(known)
                    .containsAll(
                            container.getEnv().stream().map(EnvVar::getName).toList());
        });
    }

    @Test
    void theClientFindsTheServersService() {
        Service service = of(Service.class).get(0);
        String url = "http://" + service.getSpec().getClusterIP() + ":"
                + service.getSpec().getPorts().get(0).getPort();

        assertThat(ours().flatMap(container -> container.getEnv().stream())
                        .filter(each -> each.getName().equals("VPN_SENTINEL_URL")))
                .extracting(EnvVar::getValue)
                .containsExactly(url);
    }
}

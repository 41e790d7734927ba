using System.Text.Json;
using System.Text.Json.Nodes;
using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>What a Dockerfile makes of an image, as comparable lines: once as the engine has it, once as our parser
/// sees it.</summary>
static class ImageView
{
    public static string OfEngine(JsonNode config) => Lines(
    [
        .. Strings(config["Env"]).Select(variable => $"ENV {variable}"),
        .. Pairs(config["Labels"]).Select(label => $"LABEL {label.Key}={label.Value}"),
        .. Pairs(config["ExposedPorts"]).Select(port => $"EXPOSE {port.Key}"),
        .. Pairs(config["Volumes"]).Select(volume => $"VOLUME {volume.Key}"),
        .. Strings(config["OnBuild"]).Select(trigger => $"ONBUILD {trigger}"),
        $"WORKDIR {config["WorkingDir"]}",
        $"USER {config["User"]}",
        $"STOPSIGNAL {config["StopSignal"]}",
        $"SHELL {Json(Strings(config["Shell"]))}",
        $"ENTRYPOINT {Json(Strings(config["Entrypoint"]))}",
        $"CMD {Json(Strings(config["Cmd"]))}",
        $"HEALTHCHECK {Health(config["Healthcheck"])}",
    ]);

    public static string OfStage(ResolvedStage stage)
    {
        var walk = new ImageConfiguration(stage);
        return Lines(
        [
            .. stage.Environment.Select(variable => $"ENV {variable.Key}={variable.Value}"),
            .. stage.Labels.Select(label => $"LABEL {label.Key}={label.Value}"),
            .. walk.Ports.Select(port => $"EXPOSE {port}"),
            .. walk.Volumes.Select(volume => $"VOLUME {volume}"),
            .. walk.Triggers.Select(trigger => $"ONBUILD {trigger}"),
            $"WORKDIR {stage.WorkingDirectory}",
            $"USER {stage.User}",
            $"STOPSIGNAL {walk.StopSignal}",
            $"SHELL {Json(walk.Shell)}",
            $"ENTRYPOINT {Json(walk.Entrypoint)}",
            $"CMD {Json(walk.Command)}",
            $"HEALTHCHECK {walk.Healthcheck}",
        ]);
    }

    public static string Health(IEnumerable<string> test, params IEnumerable<long> numbers) =>
        $"{Json(test)} {string.Join(' ', numbers)}";

    static string Health(JsonNode? health) => health == null
        ? ""
        : Health(Strings(health["Test"]), new[] { "Interval", "Timeout", "StartPeriod", "StartInterval", "Retries" }
            .Select(name => health[name]?.GetValue<long>() ?? 0));

    static string Json(IEnumerable<string> words) => JsonSerializer.Serialize(words);

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Distinct().Order(StringComparer.Ordinal));

    static IEnumerable<string> Strings(JsonNode? array) => array?.AsArray().Select(item => $"{item}") ?? [];

    static IEnumerable<KeyValuePair<string, JsonNode?>> Pairs(JsonNode? map) => map?.AsObject() ?? [];
}

using System.Text.Json.Nodes;
using Nuke.Docker.Containers;

namespace Nuke.Docker.Core.Tests.Containers;

public class ContainerCommitSettingsTests
{
    static readonly ContainerCommitSettings _valid = ContainerCommitSettings.Default.SetBaseImage("a").SetTags("b");

    public static TheoryData<ContainerCommitSettings, string> Wrong => new()
    {
        { ContainerCommitSettings.Default.SetTags("b"), "no base image is set. Call SetBaseImage." },
        {
            ContainerCommitSettings.Default.SetBaseImage("a"),
            "no tag is set; an image without one would be left on the engine. Call SetTags."
        },
        {
            _valid.SetTags($"b@sha256:{new string('0', 64)}"),
            $"the tag 'b@sha256:{new string('0', 64)}' has a digest; the engine makes digests itself."
        },
        { _valid.SetEnvironmentVariable("", "c"), "'' is no name of an environment variable." },
        { _valid.SetLabel("", "c"), "a label has the empty name ''." },
        {
            _valid.AddExposedPorts("80:80"),
            "'80:80' is no port to expose: a number from 1 to 65535, and '/udp' or '/sctp' if it is not tcp."
        },
        { _valid.SetWorkingDirectory("app"), "the working directory 'app' is not an absolute path of the image." },
        { _valid.AddVolumes("data"), "the volume 'data' is not an absolute path of the image." },
        { _valid.SetStopSignal("NOTHING"), "'NOTHING' is no signal." },
        {
            _valid.AddMount("a", "b"),
            "the mount 'a:b' has the target 'b', which is not an absolute path of the container."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void AViolationIsTold(ContainerCommitSettings settings, string violation) =>
        Assert.Equal([violation], settings.Violations());

    [Fact]
    public void TheConfigurationChangesAsADockerfileWouldChangeIt()
    {
        var settings = _valid.SetEntrypoint("/e").SetEnvironmentVariable("A", "2").SetEnvironmentVariable("C", "3")
            .SetLabel("l", "m")
            .AddExposedPorts("80", "53/udp").AddVolumes("/v").SetUser("u").SetWorkingDirectory("/w")
            .SetStopSignal("SIGINT");

        Assert.Equal(
            "{\"Entrypoint\":[\"/e\"],\"Env\":[\"A=2\",\"B=1\",\"C=3\"],\"Labels\":{\"base\":\"1\",\"ours\":\"b\",\"l\":\"m\"},"
            + "\"Shell\":[\"/bin/ash\"],\"ExposedPorts\":{\"80/tcp\":{},\"53/udp\":{}},\"Volumes\":{\"/v\":{}},"
            + "\"User\":\"u\",\"WorkingDir\":\"/w\",\"StopSignal\":\"SIGINT\"}",
            Applied(
                """{"Entrypoint":["/base"],"Cmd":["x"],"Env":["A=1","B=1"],"Labels":{"base":"1"},"Shell":["/bin/ash"]}""",
                settings));
    }

    [Theory]
    [InlineData("""{"Cmd":["x"]}""", """{"Cmd":["x"],"Entrypoint":[],"Env":[],"Labels":{"ours":"b"}}""")]
    [InlineData(
        """{"Cmd":null,"Entrypoint":null,"Labels":null,"Env":null}""",
        """{"Cmd":null,"Entrypoint":[],"Labels":{"ours":"b"},"Env":[]}""")]
    public void WhatIsNotSaidStays(string before, string after) => Assert.Equal(after, Applied(before, _valid));

    static string Applied(string configuration, ContainerCommitSettings settings) =>
        CommitConfiguration.Apply(JsonNode.Parse(configuration)!.AsObject(), settings, ("ours", "b")).ToJsonString();
}

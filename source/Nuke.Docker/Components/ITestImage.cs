using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Docker.Contracts;

namespace Nuke.Docker.Components;

/// <summary>Verifies that every image is what its contract says, before it is shipped.</summary>
/// <example>
/// <code>
/// IEnumerable&lt;ImageDefinition> IHazDockerImages.DockerImages =>
///     [BuilderPattern.Discover(RootDirectory).Should(image => image.HaveUser("app").Answer(8080, "/health"))];
/// </code>
/// </example>
public interface ITestImage : IHazDockerImages
{
    /// <summary>Verifies the contracts of the images.</summary>
    Target TestImage => _ => _
        .Description("Verifies the contracts of the images")
        .TryDependsOn<IBuildRuntimeImage>()
        .Executes(async () =>
        {
            var contracts = await this.ForEachImageAsync(async image =>
            {
                var runtime = image.HandOver.ReadRuntimeImage("TestImage");
                var contract = TestImageContract(TestImageContractBase(image.Definition.Contract)).Of(runtime.Name);
                await contract.VerifyAsync(image.Engine, image.Reporter, image.Cancellation);
                return contract;
            });
            this.ReportImages(contracts, ImageSummaries.Describe);
        });

    /// <summary>What every image has to be like.</summary>
    sealed Configure<ImageContract> TestImageContractBase => _ => _;

    /// <summary>What the build expects of every image besides. Applied last.</summary>
    Configure<ImageContract> TestImageContract => _ => _;
}

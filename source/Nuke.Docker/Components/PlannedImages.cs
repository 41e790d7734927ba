using Nuke.Docker.Patterns;

namespace Nuke.Docker.Components;

/// <summary>The images of a build in the forms that the command line asks for.</summary>
static class PlannedImages
{
    /// <summary>The images in waves, as <see cref="ImagePlan"/> orders them.</summary>
    /// <param name="build">Knows the images and the command line.</param>
    /// <param name="inEveryForm">With those that are built for comparison, each right behind the one that is
    /// shipped.</param>
    /// <exception cref="ArgumentException">The images cannot be put into an order.</exception>
    /// <exception cref="FormatException">The command line asks for a form that does not exist.</exception>
    public static IReadOnlyList<IReadOnlyList<PlannedImage>> Of(IHazDockerImages build, bool inEveryForm)
    {
        var forms = DockerParameters.ParseForm(build.DockerImageForm);
        return Of(ImagePlan.Waves(build.DockerImages, build.DockerImageNames), forms, inEveryForm);
    }

    /// <inheritdoc cref="Of(IHazDockerImages, bool)"/>
    public static IReadOnlyList<IReadOnlyList<PlannedImage>> Of(
        IReadOnlyList<IReadOnlyList<ImageDefinition>> waves, ImageForms forms, bool inEveryForm) =>
        [.. waves.Select(wave => wave.SelectMany(image => InForms(image, forms, inEveryForm)).ToList())];

    /// <summary>What a definition is by itself.</summary>
    public static ImageForms FormOf(ImageDefinition image) =>
        image is BuilderPattern ? ImageForms.Pattern : ImageForms.MultiStage;

    static IEnumerable<PlannedImage> InForms(ImageDefinition image, ImageForms forms, bool inEveryForm)
    {
        if (forms is not (ImageForms.Pattern | ImageForms.MultiStage))
            return [new PlannedImage(image, forms)];
        var shipped = new PlannedImage(image, ImageForms.Declared);
        return inEveryForm ? [shipped, new PlannedImage(image, forms & ~FormOf(image), image.Name)] : [shipped];
    }
}

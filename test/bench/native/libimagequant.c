/* Times the C library libimagequant alone: no PNG, no start of a program. Compiled by speed/native.ts. */
#include <libimagequant.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Arguments: file of RGBA pixels, width, height, colors, speed, dithering level, output file.
 * Prints CPU and wall milliseconds, and writes the palette as 256 x 4 bytes, then a label for each pixel. */
int main(int argc, char **argv) {
  if (argc != 8) return 2;
  const int width = atoi(argv[2]), height = atoi(argv[3]);
  const size_t size = (size_t)width * height;
  unsigned char *pixels = malloc(4 * size), *labels = calloc(size, 1);
  FILE *input = fopen(argv[1], "rb");
  if (!pixels || !labels || !input || fread(pixels, 4, size, input) != size) return 3;
  fclose(input);

  const double cpu = milliseconds(CLOCK_PROCESS_CPUTIME_ID), wall = milliseconds(CLOCK_MONOTONIC);
  liq_attr *options = liq_attr_create();
  liq_set_max_colors(options, atoi(argv[4]));
  liq_set_speed(options, atoi(argv[5]));
  liq_image *image = liq_image_create_rgba(options, pixels, width, height, 0);
  liq_result *result;
  if (liq_image_quantize(image, options, &result) != LIQ_OK) return 4;
  liq_set_dithering_level(result, atof(argv[6]));
  if (liq_write_remapped_image(result, image, labels, size) != LIQ_OK) return 5;
  const liq_palette *palette = liq_get_palette(result);
  printf("%f %f\n", milliseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, milliseconds(CLOCK_MONOTONIC) - wall);

  FILE *output = fopen(argv[7], "wb");
  if (!output) return 6;
  for (unsigned i = 0; i < 256; i++) {
    const liq_color none = {0, 0, 0, 0}, color = i < palette->count ? palette->entries[i] : none;
    fwrite(&color, 4, 1, output);
  }
  fwrite(labels, 1, size, output);
  return fclose(output) == 0 ? 0 : 7;
}

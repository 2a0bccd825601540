from . import bench_floor_row
